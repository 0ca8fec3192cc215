package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Prefer header does, and what is said about it. */
class PreferencesTest {

  private static final String PLAYERS = "/rest/v1/players";

  @TempDir Path folder;
  private TestServer server;
  private long sequence;

  @BeforeEach
  void start() {
    server = TestServer.start(folder).withPlayers();
    TestServer.Reply filled =
        server.post(PLAYERS, "[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}]");
    sequence = Long.parseLong(filled.header("Tactus-Sequence"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String applied(TestServer.Reply reply) {
    return reply.header("Preference-Applied");
  }

  @Test
  void shouldSayWhichItDidSomethingAbout() {
    assertNull(applied(server.get(PLAYERS)));
    assertEquals("count=exact", applied(server.get(PLAYERS, "Prefer", "count=exact")));
    assertEquals(
        "count=exact",
        applied(server.get(PLAYERS, "Prefer", "count=planned, return=minimal, x=y")),
        "what means nothing to the route is not told");
    assertEquals(
        "return=representation, handling=strict",
        applied(
            server.post(
                PLAYERS,
                "{\"name\":\"d\"}",
                "Prefer",
                "return=representation",
                "Prefer",
                "handling=strict")));
    assertEquals(
        "return=minimal",
        applied(
            server.call(
                "PATCH",
                PLAYERS + "/1",
                "{\"gold\":1}",
                "Prefer",
                "Return=minimal, return=representation")),
        "the first of several counts");
    assertNull(
        applied(server.post(PLAYERS, "{\"name\":\"a\"}", "Prefer", "return=minimal")),
        "a refusal applies nothing");
  }

  @Test
  void shouldRefuseUnknownOnesWhenStrict() {
    assertEquals(200, server.get(PLAYERS, "Prefer", "count=all, foo=bar").status());
    TestServer.Reply strict =
        server.get(PLAYERS, "Prefer", "handling=strict, count=all, foo=bar, return=minimal");
    assertEquals("invalid_preferences", strict.problem());
    assertEquals("PGRST122", strict.json().member("code").text());
    assertEquals("Invalid preferences: count=all, foo=bar", strict.json().member("details").text());
  }

  @Test
  void shouldOnlyTryWhatIsToBeRolledBack() {
    String rollback = "tx=rollback, return=representation";
    TestServer.Reply inserted =
        server.post(PLAYERS, "[{\"name\":\"d\"},{\"name\":\"e\"}]", "Prefer", rollback);
    assertEquals(201, inserted.status(), inserted.body());
    assertEquals("4", inserted.json().values().getFirst().member("id").text());
    assertTrue(applied(inserted).contains("tx=rollback"), applied(inserted));
    assertNull(inserted.header("Tactus-Sequence"), "it has no place in history");
    assertEquals(
        "unique_violation", server.post(PLAYERS, "{\"name\":\"a\"}", "Prefer", rollback).problem());
    TestServer.Reply patched =
        server.call("PATCH", PLAYERS + "?gold=gt.0", "{\"gold\":0}", "Prefer", rollback);
    assertEquals(3, patched.json().values().size(), patched.body());
    assertEquals(200, server.call("DELETE", PLAYERS + "/2", null, "Prefer", rollback).status());
    assertEquals(
        204,
        server.call("PUT", PLAYERS + "/1", "{\"name\":\"z\"}", "Prefer", "tx=rollback").status());
    assertEquals(3, server.get(PLAYERS + "?gold=eq.10").json().values().size());
    assertEquals(
        Long.toString(sequence + 1),
        server.post(PLAYERS, "{\"name\":\"f\"}").header("Tactus-Sequence"),
        "nothing was journaled in between");
  }

  @Test
  void shouldRefuseAWindowOfAChange() {
    for (String query : new String[] {"limit=1", "offset=1", "order=id&limit=1"}) {
      String path = PLAYERS + "?gold=gt.0&" + query;
      assertEquals(400, server.call("DELETE", path, null).status(), query);
      assertEquals(400, server.call("PATCH", path, "{\"gold\":1}").status(), query);
    }
    TestServer.Reply ordered =
        server.call(
            "PATCH",
            PLAYERS + "?gold=gt.0&order=name.desc&select=name",
            "{\"gold\":{\"$add\":1}}",
            "Prefer",
            "return=representation");
    assertEquals("[{\"name\":\"c\"},{\"name\":\"b\"},{\"name\":\"a\"}]", ordered.body());
  }
}
