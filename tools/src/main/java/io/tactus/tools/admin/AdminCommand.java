package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.client.Refusal;
import io.tactus.tools.client.ServerOptions;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * What every administrative command does: one conversation with one server.
 *
 * <p>Threading: main thread; picocli fills the fields, then calls once.
 */
abstract class AdminCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ServerOptions options;

  /**
   * Does the work over an open client.
   *
   * @return an exit code
   */
  protected abstract int run(ApiClient client) throws Exception;

  @Override
  public final Integer call() throws Exception {
    try (ApiClient client = options.connect()) {
      return run(client);
    } finally {
      out().flush();
    }
  }

  /**
   * Prints the answer's body as it came with {@code --json}, else what {@code human} makes of it.
   */
  protected final void show(ApiResponse response, Consumer<Object> human) {
    if (options.json()) {
      if (!response.body().isEmpty()) {
        out().println(response.body().strip());
      }
    } else {
      human.accept(response.body().isBlank() ? null : response.json());
    }
  }

  /** Sends, and fails the command unless the answer is 2xx. */
  protected static ApiResponse get(ApiClient client, String path) {
    return Refusal.unlessSucceeded(client.send("GET", path));
  }

  /** Sends a JSON body, and fails the command unless the answer is 2xx. */
  protected static ApiResponse send(
      ApiClient client, String method, String path, Map<String, String> headers, String body) {
    return Refusal.unlessSucceeded(client.sendJson(method, path, headers, body));
  }

  protected final boolean json() {
    return options.json();
  }

  protected final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  protected final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  protected final void print(String line) {
    out().println(line);
  }
}
