package io.tactus.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.http.RawConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rate limits, callers without credentials, and pages of other origins, over real sockets. */
class LimitsAndOriginsTest {

  @TempDir private Path folder;
  private TestKeys keys;

  @BeforeEach
  void makeKeys() {
    keys = new TestKeys(folder);
  }

  private AccessConfig config(
      Role anonymous, Grants grants, int rate, int burst, String... origins) {
    return new AccessConfig(
        Optional.of(keys.file()),
        TokenConfig.NONE,
        anonymous,
        grants,
        rate,
        burst,
        List.of(origins));
  }

  private TestServer start(AccessConfig access) {
    return TestServer.start(
        folder.resolve("data"),
        engine -> engine,
        config -> config.access(access),
        new CallerPlugin());
  }

  @Test
  void shouldLimitEachCallerByItself() {
    String ann = keys.create("ann", Role.READER);
    String bob = keys.create("bob", Role.READER);
    String annAgain = keys.create("ann", Role.READER);
    String fast = keys.create("fast", Role.READER, Optional.empty(), 1_000_000);
    try (TestServer server = start(config(Role.NONE, Grants.NONE, 1, 3))) {
      for (int i = 0; i < 3; i++) {
        assertEquals(200, server.get("/schema/v1", "apikey", ann).status());
      }
      Reply refused = server.get("/schema/v1", "apikey", annAgain);
      assertEquals(429, refused.status(), "two keys of one name are one caller");
      assertEquals("rate_limited", refused.problem());
      assertEquals("1", refused.header("Retry-After"));
      assertEquals("1", refused.header("RateLimit-Limit"));
      assertEquals("0", refused.header("RateLimit-Remaining"));
      assertEquals("1", refused.header("RateLimit-Reset"));
      assertEquals(200, server.get("/schema/v1", "apikey", bob).status());
      assertEquals(200, server.get("/health/live", "apikey", ann).status());
      for (int i = 0; i < 20; i++) {
        assertEquals(200, server.get("/schema/v1", "apikey", fast).status());
      }
      TestServer.await(
          () -> server.get("/schema/v1", "apikey", ann).status() == 200, "it may ask again");
    }
  }

  @Test
  void shouldCountTheCallsOfABatch() {
    String ann = keys.create("ann", Role.READER);
    try (TestServer server = start(config(Role.NONE, Grants.NONE, 1, 10))) {
      String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.schema\"}";
      String nine = "[" + (call + ",").repeat(8) + call + "]";
      assertTrue(server.post("/rpc", nine, "apikey", ann).body().startsWith("[{"));
      String body = server.post("/rpc", nine, "apikey", ann).body();
      assertTrue(body.contains("rate_limited"), body);
      assertEquals(429, server.get("/schema/v1", "apikey", ann).status());
    }
  }

  @Test
  void shouldCountThoseWithoutCredentialsAsOne() {
    keys.create("ann", Role.READER);
    try (TestServer server = start(config(Role.NONE, Grants.NONE, 1, 3))) {
      for (int i = 0; i < 3; i++) {
        assertEquals(401, server.get("/schema/v1", "apikey", "wrong" + i).status());
      }
      assertEquals(429, server.get("/schema/v1").status());
      assertEquals(429, server.get("/schema/v1", "apikey", "wrong").status());
    }
  }

  @Test
  void shouldLetThoseWithoutCredentialsDoWhatIsConfigured() {
    String admin = keys.create("admin", Role.ADMIN);
    AccessConfig access = config(Role.NONE, Grants.of(List.of("call:who.reads")), 0, 1);
    try (TestServer server = start(access)) {
      assertEquals("{\"caller\":0}", server.get("/rest/v1/rpc/who.reads").body());
      assertEquals(403, server.post("/rest/v1/rpc/who.writes", null).status());
      assertEquals(403, server.get("/schema/v1").status());
      assertEquals(401, server.get("/schema/v1", "apikey", "wrong").status());
      assertEquals(200, server.get("/schema/v1", "apikey", admin).status());
    }
  }

  @Test
  void shouldSayNothingToPagesOfOtherOriginsByDefault() throws IOException {
    String key = keys.create("ann", Role.READER);
    try (TestServer server = start(config(Role.NONE, Grants.NONE, 0, 1))) {
      Reply reply = server.get("/schema/v1", "apikey", key, "Origin", "https://game.example");
      assertEquals(200, reply.status());
      assertNull(reply.header("Access-Control-Allow-Origin"));
      assertNull(reply.header("Vary"));
      Reply preflight = preflight(server, "https://game.example");
      assertEquals(204, preflight.status());
      assertNull(preflight.header("Access-Control-Allow-Origin"));
      assertNull(preflight.header("Access-Control-Allow-Methods"));
    }
  }

  private static Reply preflight(TestServer server, String origin) {
    return server.call(
        "OPTIONS",
        "/rest/v1/players",
        null,
        "Origin",
        origin,
        "Access-Control-Request-Method",
        "POST",
        "Access-Control-Request-Headers",
        "apikey,content-type,prefer");
  }

  @Test
  void shouldAnswerPagesOfTheOriginsConfigured() {
    String key = keys.create("ann", Role.READER);
    String origin = "https://game.example";
    try (TestServer server = start(config(Role.NONE, Grants.NONE, 0, 1, origin, "http://b:1"))) {
      Reply preflight = preflight(server, origin);
      assertEquals(204, preflight.status());
      assertEquals(origin, preflight.header("Access-Control-Allow-Origin"));
      assertTrue(preflight.header("Access-Control-Allow-Methods").contains("POST"));
      assertEquals("apikey,content-type,prefer", preflight.header("Access-Control-Allow-Headers"));
      assertEquals("600", preflight.header("Access-Control-Max-Age"));
      assertEquals("Origin", preflight.header("Vary"));
      assertNull(preflight.header("Access-Control-Allow-Credentials"));
      Reply reply = server.get("/schema/v1", "apikey", key, "Origin", origin);
      assertEquals(origin, reply.header("Access-Control-Allow-Origin"));
      assertTrue(reply.header("Access-Control-Expose-Headers").contains("Content-Range"));
      assertEquals("Origin", reply.header("Vary"));
      Reply refused = server.get("/schema/v1", "Origin", origin);
      assertEquals(401, refused.status());
      assertEquals(origin, refused.header("Access-Control-Allow-Origin"), "a page sees why");
      for (String other : List.of("https://evil.example", "null", origin + ".evil", "http://b")) {
        assertNull(preflight(server, other).header("Access-Control-Allow-Origin"), other);
        Reply foreign = server.get("/schema/v1", "apikey", key, "Origin", other);
        assertNull(foreign.header("Access-Control-Allow-Origin"), other);
        assertEquals("Origin", foreign.header("Vary"));
      }
    }
  }

  @Test
  void shouldAnswerAllPagesIfConfigured() {
    keys.create("ann", Role.READER);
    try (TestServer server = start(config(Role.NONE, Grants.NONE, 0, 1, "*"))) {
      assertEquals("*", preflight(server, "null").header("Access-Control-Allow-Origin"));
      assertNull(preflight(server, "null").header("Vary"));
    }
  }

  /** A page anybody looks at could otherwise use the server on their machine. */
  @Test
  void shouldRefusePagesOfOtherOriginsWhereNoCredentialsAreNeeded() throws IOException {
    try (TestServer server = start(config(Role.NONE, Grants.NONE, 0, 1, "http://game:3000"))) {
      String own = "http://127.0.0.1:" + server.gateway().address().getPort();
      assertEquals(200, server.get("/schema/v1", "Origin", own).status());
      assertEquals(200, server.get("/schema/v1", "Origin", "http://game:3000").status());
      for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1:1")) {
        Reply reply = server.post("/rest/v1/rpc/who.writes", null, "Origin", origin);
        assertEquals(403, reply.status(), origin);
        assertEquals("origin_refused", reply.problem());
      }
      assertEquals(200, status(server, "127.0.0.1"));
      assertEquals(200, status(server, "localhost:7070"));
      assertEquals(200, status(server, "[::1]:7070"));
      assertEquals(200, status(server, "db"));
      assertEquals(403, status(server, "evil.example"));
      assertEquals(403, status(server, "127.0.0.1.evil.example:7070"));
    }
  }

  private static int status(TestServer server, String host) throws IOException {
    try (RawConnection connection = server.raw()) {
      connection.send("GET /schema/v1 HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      return connection.reply().status();
    }
  }
}
