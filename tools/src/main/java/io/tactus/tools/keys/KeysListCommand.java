package io.tactus.tools.keys;

import io.tactus.gateway.access.KeyRecord;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tactus keys list}. Filled and called by picocli, once. */
@Command(
    name = "list",
    description = "Shows the keys there are: whose, what they allow, until when. Never the keys.",
    footer = {
      "",
      "caller is what 'tactus journal inspect' shows of whoever used a key of this name.",
      "",
      "Examples:",
      "  tactus keys list --data ./data",
      "  tactus keys list --keys /etc/tactus/keys.json --json"
    })
public final class KeysListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private KeyFileOptions options;

  @Override
  public Integer call() {
    List<KeyRecord> keys = options.read();
    PrintWriter out = spec.commandLine().getOut();
    if (options.json()) {
      out.println(Json.print(keys.stream().map(KeyTable::json).toList()));
    } else if (keys.isEmpty()) {
      out.println("no keys in " + options.file());
    } else {
      out.print(KeyTable.render(keys, Instant.now()));
    }
    out.flush();
    return ExitCode.DONE;
  }
}
