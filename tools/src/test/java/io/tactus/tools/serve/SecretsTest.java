package io.tactus.tools.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tactus.gateway.Gateway;
import io.tactus.gateway.GatewayServer;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.Engine;
import io.tactus.tools.CommandRun;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Uses keys, tokens and secrets in right and wrong ways and then looks for them: in every reply, in
 * the log at its most talkative, in the messages of commands, in the data folder.
 */
class SecretsTest {

  private static final String JWT_SECRET = "correct-horse-battery-staple-of-32-bytes";

  @TempDir private Path folder;

  private final List<String> seen = new ArrayList<>();
  private final List<String> secrets = new ArrayList<>(List.of(JWT_SECRET));
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Map<Logger, Level> levels = new HashMap<>();

  @BeforeEach
  void listen() {
    for (Logger logger : root.getLoggerContext().getLoggerList()) {
      levels.put(logger, logger.getLevel());
      logger.setLevel(Level.TRACE);
    }
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(log);
    levels.forEach(Logger::setLevel);
  }

  private String key(String name, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("keys", "create", "--data", data().toString(), "--name", name));
    arguments.addAll(List.of(more));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.stderr());
    seen.add(run.stderr());
    secrets.add(run.stdout().strip());
    return run.stdout().strip();
  }

  private Path data() {
    return folder.resolve("data");
  }

  private static String token(String secret) throws Exception {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    long end = System.currentTimeMillis() / 1000 + 60;
    String text =
        base64.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8))
            + '.'
            + base64.encodeToString(
                ("{\"role\":\"reader\",\"sub\":\"s\",\"exp\":" + end + "}")
                    .getBytes(StandardCharsets.UTF_8));
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    return text + '.' + base64.encodeToString(signature);
  }

  @Test
  void shouldShowNoSecretAnywhere() throws Exception {
    String admin = key("admin", "--role", "admin");
    String reader = key("reader", "--role", "reader");
    String token = token(JWT_SECRET);
    String forged = token(JWT_SECRET + "x");
    String cut = reader.substring(0, reader.length() - 2);
    secrets.addAll(List.of(token, forged, cut));
    Path secretFile = folder.resolve("jwt-secret");
    Files.writeString(secretFile, JWT_SECRET);
    use(secretFile, List.of(admin, reader, token, forged, cut, "tactus_", "nothing"));
    assertTrue(
        log.list.stream().anyMatch(event -> event.getFormattedMessage().contains("API keys in")),
        "the log was listened to");
    log.list.forEach(event -> seen.add(event.getFormattedMessage() + text(event)));
    try (Stream<Path> files = Files.walk(data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        seen.add(Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    for (String text : seen) {
      for (String secret : secrets) {
        assertFalse(text.contains(secret), () -> "shows a secret: " + text);
      }
    }
    seen.add("the key is " + admin);
    assertTrue(seen.getLast().contains(secrets.get(1)), "a leak would have been found");
  }

  private static String text(ILoggingEvent event) {
    return event.getThrowableProxy() == null ? "" : " " + event.getThrowableProxy().getMessage();
  }

  private void use(Path secretFile, List<String> credentials) throws IOException {
    Map<String, String> flags =
        Map.of(
            "--data", data().toString(),
            "--http", "127.0.0.1:0",
            "--access-jwt-secret-file", secretFile.toString(),
            "--access-rate-limit", "1",
            "--access-rate-burst", "12");
    ServeConfig config =
        ServeConfig.of(
            Settings.resolve(ServeKeys.ALL, flags, Map.of(), Optional.empty()),
            List.of(),
            List.of());
    NioDisk disk = NioDisk.at(config.data());
    try (GatewayServer server =
        Gateway.start(config.gateway(), progress -> Engine.open(config.engine(), disk, progress))) {
      server.ready().join();
      String url = "http://127.0.0.1:" + server.address().getPort();
      for (String credential : credentials) {
        try (ApiClient client = new ApiClient(URI.create(url), Optional.of(credential))) {
          keep(client.send("GET", "/schema/v1"));
          keep(client.send("GET", "/stats"));
          keep(client.send("GET", "/rest/v1/none"));
          keep(client.sendJson("POST", "/rpc", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"x\"}"));
          keep(client.sendJson("POST", "/schema/v1/tables", "{"));
        }
        CommandRun run = CommandRun.of("stats", "--server", url, "--token", credential);
        seen.add(run.stdout() + run.stderr());
        Path wrong = folder.resolve("token");
        Files.writeString(wrong, credential + "\n\u00fc");
        run = CommandRun.of("stats", "--server", url, "--token-file", wrong.toString());
        assertEquals(2, run.exitCode());
        seen.add(run.stdout() + run.stderr());
      }
    }
  }

  private void keep(ApiResponse response) {
    seen.add(response.status() + " " + response.headers() + " " + response.body());
  }
}
