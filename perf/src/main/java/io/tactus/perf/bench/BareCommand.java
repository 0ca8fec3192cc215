package io.tactus.perf.bench;

import io.tactus.perf.rig.BareServer;
import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tactus bench bare}: a {@link BareServer} in a process of its own, until it is killed. */
@Command(
    name = "bare",
    hidden = true,
    description = "A bare Undertow that answers the same bytes to everyone, to compare with.")
final class BareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(names = "--io-threads", defaultValue = "1", description = "Undertow's IO threads.")
  private int ioThreads;

  @Option(
      names = "--answer",
      paramLabel = "METHOD,STATUS,TYPE,BASE64",
      description = "What a method is answered with; type and body may be empty.")
  private List<String> answers;

  /** The value of {@code --answer} for an answer. */
  static String format(String method, BareServer.Answer answer) {
    return String.join(
        ",",
        method,
        Integer.toString(answer.status()),
        answer.contentType(),
        Base64.getEncoder().encodeToString(answer.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public Integer call() throws InterruptedException {
    Map<String, BareServer.Answer> byMethod = new LinkedHashMap<>();
    for (String text : answers) {
      String[] parts = text.split(",", -1);
      if (parts.length != 4) {
        throw new CommandFailure(ExitCode.USAGE, "--answer METHOD,STATUS,TYPE,BASE64: " + text);
      }
      byMethod.put(
          parts[0],
          new BareServer.Answer(
              Integer.parseInt(parts[1]),
              parts[2],
              new String(Base64.getDecoder().decode(parts[3]), StandardCharsets.UTF_8)));
    }
    BareServer server = new BareServer(0, ioThreads, byMethod);
    PrintWriter out = spec.commandLine().getOut();
    out.println("bare ready http://127.0.0.1:" + server.address().getPort());
    out.flush();
    new CountDownLatch(1).await();
    return ExitCode.DONE;
  }
}
