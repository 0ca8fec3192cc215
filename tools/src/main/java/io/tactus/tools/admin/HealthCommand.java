package io.tactus.tools.admin;

import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import picocli.CommandLine.Command;

/** {@code tactus health}. */
@Command(
    name = "health",
    description = "Says whether the server is ready; exits 1 if it is not, 3 if nobody answers.",
    footer = {"", "Example:", "  tactus health && echo go"})
public final class HealthCommand extends AdminCommand {

  @Override
  protected int run(ApiClient client) {
    ApiResponse response = client.send("GET", "/health/ready");
    show(
        response,
        document -> {
          print(response.succeeded() ? "ready" : "not ready (" + response.status() + ")");
          if (document != null) {
            print(RowTable.any(document));
          }
        });
    return response.succeeded() ? ExitCode.DONE : ExitCode.NO;
  }
}
