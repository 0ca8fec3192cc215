package io.tactus.tools.client;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options every command that talks to a server shares; mixed into it. Filled by picocli. */
public final class ServerOptions {

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:TACTUS_URL:-http://127.0.0.1:7070}",
      description = "The server (default: ${DEFAULT-VALUE}; or set TACTUS_URL).")
  private String server;

  @Option(
      names = "--token",
      paramLabel = "T",
      defaultValue = "${env:TACTUS_TOKEN}",
      description = "API key or JWT to present (or set TACTUS_TOKEN).")
  private String token;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      defaultValue = "${env:TACTUS_TOKEN_FILE}",
      description = {
        "A file that holds it, which no process list shows (or set TACTUS_TOKEN_FILE);",
        "--token wins."
      })
  private Path tokenFile;

  @Option(
      names = "--cacert",
      paramLabel = "FILE",
      defaultValue = "${env:TACTUS_CACERT}",
      description = "Trust these certificates, in PEM, for https (or set TACTUS_CACERT).")
  private Path certificates;

  @Option(names = "--json", description = "Print JSON, for programs.")
  private boolean json;

  /** Whether to print the server's JSON instead of tables. */
  public boolean json() {
    return json;
  }

  /**
   * Connects lazily to the server named on the command line.
   *
   * @throws CommandFailure if the URL cannot be one
   */
  public ApiClient connect() {
    URI uri;
    try {
      uri = URI.create(server);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, "--server is not a URL: " + server);
    }
    boolean usable = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!usable || uri.getHost() == null) {
      throw new CommandFailure(
          ExitCode.USAGE, "--server must look like http://127.0.0.1:7070, not " + server);
    }
    return new ApiClient(uri, token(), Optional.ofNullable(certificates).map(Trust::in));
  }

  private Optional<String> token() {
    if (token != null && !token.isBlank()) {
      return Optional.of(token.strip());
    }
    if (tokenFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(tokenFile).strip());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot read the token file " + tokenFile);
    }
  }
}
