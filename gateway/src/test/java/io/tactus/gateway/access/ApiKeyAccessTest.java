package io.tactus.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.Gateway;
import io.tactus.gateway.GatewayConfig;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.feed.FeedLimits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API keys over real sockets: who gets in, by which header, and until when. */
class ApiKeyAccessTest {

  @TempDir private Path folder;
  private TestKeys keys;

  @BeforeEach
  void makeKeys() {
    keys = new TestKeys(folder);
  }

  private TestServer start() {
    return TestServer.start(
        folder.resolve("data"),
        engine -> engine,
        config -> config.access(keys.config()),
        new CallerPlugin());
  }

  @Test
  void shouldAskForCredentials() {
    keys.create("ann", Role.ADMIN);
    try (TestServer server = start()) {
      Reply reply = server.get("/rest/v1/players");
      assertEquals(401, reply.status());
      assertEquals("unauthenticated", reply.problem());
      assertEquals("PGRST302", reply.json().member("code").text());
      assertEquals("Bearer realm=\"tactus\"", reply.header("WWW-Authenticate"));
      assertEquals(200, server.get("/health/live").status());
      assertEquals(200, server.get("/health/ready").status());
    }
  }

  @Test
  void shouldTakeAKeyByEitherHeaderAndAuthorizationFirst() {
    String admin = keys.create("ann", Role.ADMIN);
    String reader = keys.create("bob", Role.READER);
    try (TestServer server = start()) {
      String[] bearer = {"Authorization", "Bearer " + admin};
      assertEquals(201, server.post("/schema/v1/tables", TestServer.PLAYERS, bearer).status());
      assertEquals(200, server.get("/rest/v1/players", "apikey", reader).status());
      assertEquals(
          200, server.get("/rest/v1/players", "Authorization", "bearer " + reader).status());
      Reply both =
          server.post(
              "/rest/v1/players",
              "{\"name\":\"x\"}",
              "apikey",
              admin,
              "Authorization",
              "Bearer " + reader);
      assertEquals(403, both.status());
      assertEquals("forbidden", both.problem());
      assertEquals("42501", both.json().member("code").text());
      assertNull(both.header("WWW-Authenticate"));
    }
  }

  @Test
  void shouldRefuseWhatIsNoKeyOfThisServer() {
    String key = keys.create("ann", Role.ADMIN);
    String other = ApiKey.generate(new java.security.SecureRandom());
    try (TestServer server = start()) {
      for (String wrong :
          new String[] {
            other,
            key.substring(0, key.length() - 1),
            key + "0",
            key.toUpperCase(java.util.Locale.ROOT),
            "tactus_",
            "nonsense",
            "a.b.c",
            "x".repeat(9_000)
          }) {
        Reply reply = server.get("/schema/v1", "Authorization", "Bearer " + wrong);
        assertEquals(401, reply.status(), wrong);
        assertEquals("invalid_credentials", reply.problem());
        assertEquals(
            "Bearer realm=\"tactus\", error=\"invalid_token\"", reply.header("WWW-Authenticate"));
        assertFalse(reply.body().contains(wrong), "the reply shows what was presented");
      }
      assertEquals(401, server.get("/schema/v1", "Authorization", "Basic YTpi").status());
      Reply two = server.get("/schema/v1", "apikey", key, "apikey", key);
      assertEquals(400, two.status());
    }
  }

  @Test
  void shouldExchangeAKeyWithoutAGapAndWithoutARestart() {
    String first = keys.create("game-eu", Role.WRITER);
    try (TestServer server = start()) {
      long caller = who(server, first, "who.writes");
      String second = keys.create("game-eu", Role.WRITER);
      TestServer.await(() -> status(server, second) == 200, "the new key is taken");
      assertEquals(200, status(server, first));
      assertEquals(caller, who(server, second, "who.writes"), "both keys name the same caller");
      keys.revoke(first);
      TestServer.await(() -> status(server, first) == 401, "the old key is refused");
      assertEquals(200, status(server, second));
    }
  }

  @Test
  void shouldEndStreamsOfAnOpenServerWithTheFirstKey() throws IOException {
    try (TestServer server = start().withPlayers();
        Socket stream = stream(server, "/changes?table=players", "")) {
      TestServer.await(() -> stats(server).contains("\"subscribers\":1"), "it watches");
      keys.create("ann", Role.ADMIN);
      String told = new String(stream.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(told.contains("problems/unauthenticated"), told);
    }
  }

  @Test
  void shouldEndTheStreamOfARevokedKeyEvenIfItsClientLagsBehind() throws IOException {
    String admin = keys.create("ann", Role.ADMIN);
    String reader = keys.create("bob", Role.READER);
    FeedLimits roomy = FeedLimits.builder().maxPendingBytes(64 << 20).build();
    try (TestServer server =
            TestServer.start(
                folder.resolve("data"),
                engine -> engine.changeLogBytes(64 << 20),
                config -> config.access(keys.config()).feeds(roomy));
        Socket stream = connect(server)) {
      String notes =
          "{\"name\":\"notes\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
              + "{\"name\":\"text\",\"type\":\"text\"}],\"primaryKey\":[\"id\"]}";
      assertEquals(201, server.post("/schema/v1/tables", notes, "apikey", admin).status());
      send(stream, "/changes?table=notes", "apikey: " + reader + "\r\n");
      TestServer.await(
          () -> server.get("/stats", "apikey", admin).body().contains("\"subscribers\":1"),
          "it watches");
      String row = "{\"text\":\"" + "x".repeat(60_000) + "\"}";
      for (int i = 0; i < 150; i++) { // more than the buffers of both sockets hold
        assertEquals(201, server.post("/rest/v1/notes", row, "apikey", admin).status());
      }
      keys.revoke(reader);
      TestServer.await(
          () -> server.get("/stats", "apikey", admin).body().contains("\"subscribers\":0"),
          "its stream ends although it takes nothing");
      assertEquals(401, server.get("/rest/v1/notes", "apikey", reader).status());
    }
  }

  private static String stats(TestServer server) {
    return server.get("/stats").body();
  }

  private static Socket connect(TestServer server) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 << 10);
    socket.setSoTimeout(10_000);
    socket.connect(server.gateway().address());
    return socket;
  }

  private static void send(Socket socket, String path, String headers) throws IOException {
    String request =
        "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private static Socket stream(TestServer server, String path, String headers) throws IOException {
    Socket socket = connect(server);
    send(socket, path, headers);
    return socket;
  }

  @Test
  void shouldStayClosedWhenTheLastKeyOrTheFileIsGone() throws IOException {
    String key = keys.create("ann", Role.READER);
    try (TestServer server = start()) {
      assertEquals(200, status(server, key));
      keys.revoke(key);
      TestServer.await(() -> status(server, key) == 401, "the key is refused");
      assertEquals(401, server.get("/schema/v1").status());
      String next = keys.create("ann", Role.READER);
      TestServer.await(() -> status(server, next) == 200, "the next key is taken");
      Files.delete(keys.file());
      Files.writeString(keys.file(), "{\"version\":1,\"keys\":[");
      String later = "the keys read last go on to hold";
      for (long end = System.nanoTime() + 1_500_000_000L; System.nanoTime() < end; ) {
        assertEquals(200, status(server, next), later);
        assertEquals(401, server.get("/schema/v1").status());
      }
    }
  }

  @Test
  void shouldCloseWhenTheFirstKeyIsMadeBesideARunningServer() {
    try (TestServer server = start()) {
      assertEquals(200, server.get("/schema/v1").status());
      String key = keys.create("ann", Role.READER);
      TestServer.await(() -> server.get("/schema/v1").status() == 401, "credentials are needed");
      assertEquals(200, status(server, key));
    }
  }

  @Test
  void shouldRefuseAKeyThatHasExpired() {
    Instant soon = Instant.now().plusMillis(1_500);
    String key = keys.create("ann", Role.READER, Optional.of(soon), 0);
    String gone = keys.create("ann", Role.READER, Optional.of(Instant.now().minusSeconds(1)), 0);
    try (TestServer server = start()) {
      assertEquals(401, status(server, gone));
      assertEquals(200, status(server, key));
      TestServer.await(() -> status(server, key) == 401, "the key expires");
      assertTrue(server.get("/schema/v1", "apikey", key).body().contains("expired"), "it says why");
    }
  }

  @Test
  void shouldTellProceduresWhoCalls() {
    String ann = keys.create("ann", Role.WRITER);
    String bob = keys.create("bob", Role.WRITER);
    try (TestServer server = start()) {
      long annWrites = who(server, ann, "who.writes");
      assertNotEquals(0, annWrites);
      assertEquals(annWrites, who(server, ann, "who.reads"));
      assertNotEquals(annWrites, who(server, bob, "who.writes"));
      String rpc = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"who.writes\"}";
      String result = server.post("/rpc", rpc, "apikey", ann).body();
      assertTrue(result.contains(Long.toString(annWrites)), result);
    }
    try (TestServer open = TestServer.start(folder.resolve("open"), new CallerPlugin())) {
      assertEquals("{\"caller\":0}", open.post("/rest/v1/rpc/who.writes", null).body());
    }
  }

  private static long who(TestServer server, String key, String procedure) {
    Reply reply = server.post("/rest/v1/rpc/" + procedure, null, "apikey", key);
    assertEquals(200, reply.status(), reply.body());
    return Long.parseLong(reply.json().member("caller").text());
  }

  private static int status(TestServer server, String key) {
    return server.get("/schema/v1", "apikey", key).status();
  }

  @Test
  void shouldRefuseToListenBeyondLoopbackWithoutAKeyThatHolds() {
    GatewayConfig.Builder everywhere =
        GatewayConfig.builder(new InetSocketAddress("0.0.0.0", 0)).access(keys.config());
    assertRefused(everywhere);
    keys.create("ann", Role.ADMIN, Optional.of(Instant.now().minusSeconds(1)), 0);
    assertRefused(everywhere);
    keys.create("ann", Role.ADMIN);
    try (TestServer server =
        TestServer.start(
            folder.resolve("data"), engine -> engine, config -> everywhere, new CallerPlugin())) {
      assertEquals(401, server.get("/schema/v1").status());
    }
  }

  private static void assertRefused(GatewayConfig.Builder config) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Gateway.start(config.build(), progress -> null));
    assertTrue(refused.getMessage().contains("loopback"), refused.getMessage());
  }
}
