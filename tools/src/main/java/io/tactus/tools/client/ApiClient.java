package io.tactus.tools.client;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Sends requests to one server.
 *
 * <p>Threading: any thread; requests block the caller. Close it to let its threads go.
 */
public final class ApiClient implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REQUEST_TIMEOUT = Duration.ofMinutes(2);

  private final URI server;
  private final Optional<String> token;
  private final HttpClient http;

  /** A client for the server at this URL, with an API key or JWT if there is one. */
  public ApiClient(URI server, Optional<String> token) {
    this(server, token, Optional.empty());
  }

  /** The same, which for https trusts by the given context instead of the machine's. */
  public ApiClient(URI server, Optional<String> token, Optional<SSLContext> trust) {
    this.server = server;
    this.token = token;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT);
    trust.ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /** Sends a request without a body. */
  public ApiResponse send(String method, String path) {
    return send(method, path, Map.of(), "");
  }

  /** Sends a request with a JSON body. */
  public ApiResponse sendJson(String method, String path, String body) {
    return sendJson(method, path, Map.of(), body);
  }

  /** Sends a request with a JSON body and more headers. */
  public ApiResponse sendJson(
      String method, String path, Map<String, String> headers, String body) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("Content-Type", "application/json");
    all.putAll(headers);
    return send(method, path, all, body);
  }

  /**
   * Sends a request and waits for the whole answer, whatever its status.
   *
   * @param path path and query, percent-encoded, beginning with a slash
   * @param body may be empty: then none is sent
   * @throws CommandFailure with {@link ExitCode#UNREACHABLE} if there is no answer
   */
  public ApiResponse send(String method, String path, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(resolve(path))
            .timeout(REQUEST_TIMEOUT)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    headers.forEach(request::header);
    token.ifPresent(t -> authorize(request, t));
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new ApiResponse(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.UNREACHABLE, unreachable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.UNREACHABLE, "interrupted while waiting for " + server);
    }
  }

  /**
   * Asks for a long reply and hands it on as it comes.
   *
   * @return the answer if it is a refusal, with its body; else one without body
   * @throws CommandFailure with {@link ExitCode#UNREACHABLE} if there is no answer, or it breaks
   *     off
   */
  public ApiResponse download(String path, Receiver receiver) {
    HttpRequest.Builder request = HttpRequest.newBuilder(resolve(path)).GET();
    token.ifPresent(t -> authorize(request, t));
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        if (response.statusCode() == 200) {
          receiver.receive(body, response.headers().firstValueAsLong("Content-Length").orElse(-1));
          return new ApiResponse(200, response.headers().map(), "");
        }
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new ApiResponse(response.statusCode(), response.headers().map(), text);
      }
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.UNREACHABLE, unreachable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.UNREACHABLE, "interrupted while waiting for " + server);
    }
  }

  /** Takes a long reply. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Reads all of it.
     *
     * @param lengthBytes -1 if the server does not say
     */
    void receive(InputStream body, long lengthBytes) throws IOException;
  }

  private static void authorize(HttpRequest.Builder request, String token) {
    try {
      request.header("Authorization", "Bearer " + token);
    } catch (IllegalArgumentException _) { // its message would show the token
      throw new CommandFailure(ExitCode.USAGE, "the token holds a character no header can hold");
    }
  }

  /**
   * Opens a stream that goes on until either side ends it, and returns its lines as they come; to
   * be closed. Reading them throws an UncheckedIOException when the connection is lost.
   *
   * @throws CommandFailure if there is no answer, or one that is not 200
   */
  public Stream<String> stream(String path, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(resolve(path)).GET();
    headers.forEach(request::header);
    token.ifPresent(t -> request.header("Authorization", "Bearer " + t));
    try {
      HttpResponse<Stream<String>> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
      if (response.statusCode() == HttpURLConnection.HTTP_OK) {
        return response.body();
      }
      try (Stream<String> body = response.body()) {
        Refusal.unlessSucceeded(
            new ApiResponse(
                response.statusCode(),
                response.headers().map(),
                body.collect(Collectors.joining("\n"))));
      }
      throw new CommandFailure(ExitCode.NO, "the server answered " + response.statusCode());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.UNREACHABLE, unreachable(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(ExitCode.UNREACHABLE, "interrupted while waiting for " + server);
    }
  }

  @Override
  public void close() {
    http.shutdownNow(); // a stream may still be open
  }

  private URI resolve(String path) {
    String base = server.toString();
    return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
  }

  private String unreachable(IOException cause) {
    if (cause instanceof SSLException) {
      return "no trust in "
          + server
          + " ("
          + cause.getMessage()
          + ")\n  trust its certificate: --cacert FILE, or the environment variable TACTUS_CACERT";
    }
    String reason =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return "no answer from "
        + server
        + " ("
        + reason
        + ")\n  is a server running there? start one with: tactus serve\n"
        + "  another address: --server URL, or the environment variable TACTUS_URL";
  }
}
