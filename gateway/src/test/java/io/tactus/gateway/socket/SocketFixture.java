package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.tactus.gateway.BlockingPlugin;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.feed.FeedLimits;
import io.tactus.storage.json.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server with a table of players and small limits, and WebSockets that end with it. */
abstract class SocketFixture {

  static final int MESSAGE_BYTES = 4_000;
  private static final int BUFFER = 64 << 10;
  static final SocketLimits LIMITS = new SocketLimits(MESSAGE_BYTES, 8, 2, 100, 1_000);
  static final FeedLimits FEEDS =
      FeedLimits.builder()
          .maxSubscribers(3)
          .maxPendingBytes(BUFFER)
          .maxCommitBytes(1 << 20)
          .build();

  @TempDir Path folder;
  final BlockingPlugin blocking = new BlockingPlugin();
  final HttpClient http = HttpClient.newHttpClient();
  private final List<SocketClient> clients = new ArrayList<>();
  TestServer server;

  @BeforeEach
  void start() {
    server =
        TestServer.start(
                folder, engine -> engine, config -> config.feeds(FEEDS).sockets(LIMITS), blocking)
            .withPlayers();
  }

  @AfterEach
  void stop() {
    clients.forEach(SocketClient::close);
    server.close();
    http.close();
  }

  SocketClient open(String... headers) {
    SocketClient client = new SocketClient(http, server.gateway().address(), headers);
    clients.add(client);
    return client;
  }

  static String row(String name) {
    return "{\"table\":\"players\",\"row\":{\"name\":\"" + name + "\"}}";
  }

  static String code(JsonNode reply) {
    assertNotNull(reply.member("error"), reply.toString());
    return reply.member("error").member("code").text();
  }

  String stats() {
    return server.get("/stats").body();
  }
}
