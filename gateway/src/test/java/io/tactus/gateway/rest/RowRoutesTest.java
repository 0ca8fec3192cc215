package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One row at its own URL. */
class RowRoutesTest {

  private static final String ANN =
      "{\"id\":1,\"name\":\"Ann\",\"skill\":1500,\"gold\":10,\"guild\":null}";

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder).withPlayers();
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"Ann\"}").status());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldReadARowWithItsEntityTag() {
    TestServer.Reply read = server.get("/rest/v1/players/1");
    assertEquals(200, read.status());
    assertEquals(ANN, read.body());
    String tag = read.header("ETag");
    assertTrue(tag.matches("\"[0-9]+\""), tag);
    assertEquals(304, server.get("/rest/v1/players/1", "If-None-Match", tag).status());
    assertEquals(304, server.get("/rest/v1/players/1", "If-None-Match", "*").status());
    assertEquals(200, server.get("/rest/v1/players/1", "If-None-Match", "\"999\"").status());
    assertEquals(412, server.get("/rest/v1/players/1", "If-Match", "\"999\"").status());
  }

  @Test
  void shouldRefuseToInsertARowThatIsThereWhileItsTableIsRenamed() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Void> renaming = new CompletableFuture<>();
    Thread renamer =
        new Thread(
            () -> {
              try {
                while (!done.get()) {
                  server.call("PATCH", "/schema/v1/tables/players", "{\"name\":\"heroes\"}");
                  server.call("PATCH", "/schema/v1/tables/heroes", "{\"name\":\"players\"}");
                }
                renaming.complete(null);
              } catch (RuntimeException e) {
                renaming.completeExceptionally(e);
              }
            });
    renamer.start();
    try {
      for (int i = 0; i < 300; i++) {
        TestServer.Reply reply =
            server.call("PUT", "/rest/v1/players/1", "{\"name\":\"Bea\"}", "If-None-Match", "*");
        assertTrue(reply.status() == 412 || reply.status() == 404, reply.body());
      }
    } finally {
      done.set(true);
      renaming.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void shouldSayWhatIsNotThere() {
    assertEquals("not_found", server.get("/rest/v1/players/2").problem());
    assertEquals("table_not_found", server.get("/rest/v1/nothing/2").problem());
    assertEquals(422, server.get("/rest/v1/players/abc").status());
    assertEquals(422, server.get("/rest/v1/players/-1").status());
  }

  @Test
  void shouldPatchPlainValuesAndOperators() {
    TestServer.Reply patched =
        server.call(
            "PATCH",
            "/rest/v1/players/1",
            "{\"gold\":{\"$add\":-4},\"skill\":{\"$max\":1600.5},\"guild\":7}",
            "Prefer",
            "return=representation");
    assertEquals(200, patched.status(), patched.body());
    assertEquals(
        "{\"id\":1,\"name\":\"Ann\",\"skill\":1600.5,\"gold\":6,\"guild\":7}", patched.body());
    assertNotNull(patched.header("Tactus-Sequence"));
    assertNotNull(patched.header("Tactus-Tick"));
    assertEquals(
        "\"" + patched.header("Tactus-Sequence") + "\"",
        patched.header("ETag"),
        "the version of a row is the sequence of its last change");
    assertEquals(patched.body(), server.get("/rest/v1/players/1").body());
  }

  @Test
  void shouldUndoWhatLeavesItsBounds() {
    TestServer.Reply refused =
        server.call("PATCH", "/rest/v1/players/1", "{\"name\":\"x\",\"gold\":{\"$add\":-11}}");
    assertEquals(422, refused.status(), refused.body());
    assertEquals("gold", refused.json().member("field").text());
    assertEquals("players", refused.json().member("table").text());
    assertNull(refused.json().member("failedIndex"), "there is only one operation");
    assertNotNull(refused.header("Tactus-Sequence"), "a rejection has its place in history");
    assertEquals(ANN, server.get("/rest/v1/players/1").body());
  }

  @Test
  void shouldKeepTheTagWhenNothingChanges() {
    String tag = server.get("/rest/v1/players/1").header("ETag");
    TestServer.Reply patched = server.call("PATCH", "/rest/v1/players/1", "{\"gold\":10}");
    assertEquals(204, patched.status());
    assertEquals(tag, patched.header("ETag"));
    assertEquals(tag, server.get("/rest/v1/players/1").header("ETag"));
  }

  @Test
  void shouldDecideIfMatchInsideTheCommand() {
    String tag = server.get("/rest/v1/players/1").header("ETag");
    TestServer.Reply first =
        server.call("PATCH", "/rest/v1/players/1", "{\"gold\":11}", "If-Match", tag);
    assertEquals(204, first.status());
    assertNotEquals(tag, first.header("ETag"));
    TestServer.Reply second =
        server.call("PATCH", "/rest/v1/players/1", "{\"gold\":12}", "If-Match", tag);
    assertEquals(412, second.status(), second.body());
    assertNotNull(second.header("Tactus-Sequence"));
    assertEquals(412, server.call("DELETE", "/rest/v1/players/1", null, "If-Match", tag).status());
    assertEquals(412, server.call("DELETE", "/rest/v1/players/9", null, "If-Match", "*").status());
    assertEquals(
        204,
        server
            .call("DELETE", "/rest/v1/players/1", null, "If-Match", first.header("ETag"))
            .status());
  }

  @Test
  void shouldPutInsertAndReplace() {
    TestServer.Reply inserted =
        server.call(
            "PUT",
            "/rest/v1/players/7",
            "{\"name\":\"Bob\",\"gold\":3}",
            "Prefer",
            "return=representation");
    assertEquals(201, inserted.status(), inserted.body());
    assertEquals(
        "{\"id\":7,\"name\":\"Bob\",\"skill\":1500,\"gold\":3,\"guild\":null}", inserted.body());
    assertEquals(204, server.call("PUT", "/rest/v1/players/7", "{\"name\":\"Bea\"}").status());
    assertEquals(
        "{\"id\":7,\"name\":\"Bea\",\"skill\":1500,\"gold\":10,\"guild\":null}",
        server.get("/rest/v1/players/7").body(),
        "fields not given take their defaults");
    TestServer.Reply next =
        server.post("/rest/v1/players", "{\"name\":\"Cid\"}", "Prefer", "return=representation");
    assertEquals(
        "8",
        next.json().values().getFirst().member("id").text(),
        "an explicit id advances the counter");
  }

  @Test
  void shouldPutUnderConditions() {
    TestServer.Reply there =
        server.call("PUT", "/rest/v1/players/1", "{\"name\":\"Eve\"}", "If-None-Match", "*");
    assertEquals(412, there.status(), there.body());
    assertEquals(ANN, server.get("/rest/v1/players/1").body());
    assertEquals(
        201,
        server
            .call("PUT", "/rest/v1/players/2", "{\"name\":\"Eve\"}", "If-None-Match", "*")
            .status());
    assertEquals(
        412,
        server.call("PUT", "/rest/v1/players/3", "{\"name\":\"Fay\"}", "If-Match", "*").status());
    String tag = server.get("/rest/v1/players/1").header("ETag");
    assertEquals(
        204,
        server.call("PUT", "/rest/v1/players/1", "{\"name\":\"Ada\"}", "If-Match", tag).status());
    assertEquals(
        412,
        server.call("PUT", "/rest/v1/players/1", "{\"name\":\"Abe\"}", "If-Match", tag).status());
    assertEquals(
        400, server.call("PUT", "/rest/v1/players/1", "{\"id\":2,\"name\":\"Abe\"}").status());
  }

  @Test
  void shouldTellAnotherRowsClashFromTheRowBeingThere() {
    TestServer.Reply clash =
        server.call("PUT", "/rest/v1/players/2", "{\"name\":\"Ann\"}", "If-None-Match", "*");
    assertEquals(409, clash.status(), clash.body());
    assertEquals("23505", clash.json().member("code").text());
    assertEquals(404, server.get("/rest/v1/players/2").status());
  }

  @Test
  void shouldRefuseConditionsItWouldIgnore() {
    String row = "/rest/v1/players/1";
    String many = "/rest/v1/players?id=eq.1";
    for (String name : new String[] {"If-Match", "If-None-Match"}) {
      assertEquals(400, server.call("PATCH", many, "{\"gold\":1}", name, "\"9\"").status());
      assertEquals(400, server.call("DELETE", many, null, name, "\"9\"").status());
      assertEquals(400, server.post("/rest/v1/players", "{\"name\":\"x\"}", name, "*").status());
      assertEquals(400, server.get(row, name, "\"9\"", name, "\"8\"").status(), "two lines");
    }
    assertEquals(400, server.call("PATCH", row, "{\"gold\":1}", "If-None-Match", "*").status());
    assertEquals(400, server.call("DELETE", row, null, "If-None-Match", "*").status());
    assertEquals(ANN, server.get(row).body());
  }

  @Test
  void shouldMatchWeakTagsOnlyWhereTheyMay() {
    String row = "/rest/v1/players/1";
    String weak = "W/" + server.get(row).header("ETag");
    assertEquals(304, server.get(row, "If-None-Match", weak).status());
    assertEquals(412, server.get(row, "If-Match", weak).status());
    assertEquals(412, server.call("PATCH", row, "{\"gold\":1}", "If-Match", weak).status());
    assertEquals(412, server.call("PATCH", row, "{\"gold\":1}", "If-Match", "\"0\"").status());
    assertEquals(ANN, server.get(row).body());
  }

  @Test
  void shouldReadPreferencesOfSeveralLines() {
    TestServer.Reply reply =
        server.call(
            "DELETE",
            "/rest/v1/players?id=eq.1",
            null,
            "Prefer",
            "count=exact",
            "Prefer",
            "return=representation");
    assertEquals(200, reply.status(), reply.body());
    assertEquals("*/1", reply.header("Content-Range"));
  }

  @Test
  void shouldSayHowManyRowsAChangeOfOneMet() {
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"Bob\"}").status());
    String[] headers = {
      "Accept", "application/vnd.pgrst.object+json", "Prefer", "return=representation"
    };
    TestServer.Reply none = server.call("DELETE", "/rest/v1/players?id=eq.9", null, headers);
    assertEquals(406, none.status(), none.body());
    assertEquals("PGRST116", none.json().member("code").text());
    assertEquals(
        "Results contain 0 rows, application/vnd.pgrst.object+json requires 1 row",
        none.json().member("details").text());
    TestServer.Reply two = server.call("DELETE", "/rest/v1/players?id=lt.9", null, headers);
    assertEquals(406, two.status(), two.body());
    assertEquals("PGRST116", two.json().member("code").text());
    assertEquals(ANN, server.get("/rest/v1/players/1").body(), "nothing was changed");
    assertEquals(200, server.call("DELETE", "/rest/v1/players?id=eq.2", null, headers).status());
  }

  @Test
  void shouldDeleteOnce() {
    TestServer.Reply gone =
        server.call("DELETE", "/rest/v1/players/1", null, "Prefer", "return=representation");
    assertEquals(200, gone.status());
    assertEquals(ANN, gone.body());
    TestServer.Reply again = server.call("DELETE", "/rest/v1/players/1", null);
    assertEquals(404, again.status());
    assertNotNull(again.header("Tactus-Sequence"));
    assertEquals(404, server.get("/rest/v1/players/1").status());
  }

  @Test
  void shouldRefuseWhatIsNotAChange() {
    for (String body :
        new String[] {
          "", "[]", "5", "{", "{\"gold\":1,\"gold\":2}", "{\"nothing\":1}", "{\"gold\":1}x",
        }) {
      TestServer.Reply reply = server.call("PATCH", "/rest/v1/players/1", body);
      assertEquals(400, reply.status(), body + " -> " + reply.body());
    }
    for (String body :
        new String[] {
          "{\"gold\":{}}",
          "{\"gold\":{\"$mul\":2}}",
          "{\"gold\":{\"$add\":1,\"$min\":2}}",
          "{\"name\":{\"$add\":1}}",
          "{\"gold\":{\"$add\":1.5}}",
          "{\"gold\":{\"$add\":\"1\"}}",
          "{\"gold\":-1}",
          "{\"gold\":4294967296}",
          "{\"gold\":null}",
          "{\"skill\":-0.5}",
          "{\"name\":5}",
          "{\"name\":\"" + "x".repeat(33) + "\"}",
        }) {
      TestServer.Reply reply = server.call("PATCH", "/rest/v1/players/1", body);
      assertEquals(422, reply.status(), body + " -> " + reply.body());
      assertEquals("players", reply.json().member("table").text(), body);
    }
    assertEquals(ANN, server.get("/rest/v1/players/1").body());
  }

  @Test
  void shouldFindRowsByCompositeAndCrookedKeys() {
    String table =
        """
        {"name":"items","fields":[{"name":"owner","type":"string(16)"},{"name":"slot","type":"i32"},
         {"name":"count","type":"i64"}],"primaryKey":["owner","slot"]}""";
    assertEquals(201, server.post("/schema/v1/tables", table).status());
    String row = "{\"owner\":\"a,b/c\",\"slot\":-3,\"count\":9007199254740993}";
    assertEquals(201, server.post("/rest/v1/items", row).status());
    assertEquals(row, server.get("/rest/v1/items/a%2Cb%2Fc,-3").body());
    assertEquals(400, server.get("/rest/v1/items/a%2Cb%2Fc").status());
    assertEquals(400, server.get("/rest/v1/items/a,b,-3").status());
    assertEquals(404, server.get("/rest/v1/items/a,-3").status());
  }
}
