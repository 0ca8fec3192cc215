package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.tactus.gateway.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsInsertTest {

  private static final String REPRESENTATION = "return=representation";

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder).withPlayers();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldAnswerAsPreferred() {
    TestServer.Reply minimal = server.post("/rest/v1/players", "{\"name\":\"a\"}");
    assertEquals(201, minimal.status());
    assertEquals("", minimal.body());
    assertNotNull(minimal.header("Tactus-Sequence"));
    assertEquals("\"" + minimal.header("Tactus-Sequence") + "\"", minimal.header("ETag"));

    TestServer.Reply headers =
        server.post("/rest/v1/players", "{\"name\":\"b\"}", "Prefer", "return=headers-only");
    assertEquals(201, headers.status());
    assertEquals("/rest/v1/players/2", headers.header("Location"));

    TestServer.Reply rows =
        server.post("/rest/v1/players", "{\"name\":\"c\"}", "Prefer", REPRESENTATION);
    assertEquals(
        "[{\"id\":3,\"name\":\"c\",\"skill\":1500,\"gold\":10,\"guild\":null}]", rows.body());

    TestServer.Reply object =
        server.post(
            "/rest/v1/players",
            "{\"name\":\"d\"}",
            "Prefer",
            REPRESENTATION,
            "Accept",
            "application/vnd.pgrst.object+json");
    assertEquals("4", object.json().member("id").text());
  }

  @Test
  void shouldInsertManyOrNone() {
    TestServer.Reply two =
        server.post(
            "/rest/v1/players",
            "[{\"name\":\"a\"},{\"name\":\"b\",\"gold\":1}]",
            "Prefer",
            REPRESENTATION + ", count=exact");
    assertEquals(201, two.status(), two.body());
    assertEquals(2, two.json().values().size());
    assertEquals("*/2", two.header("Content-Range"));

    TestServer.Reply clash =
        server.post("/rest/v1/players", "[{\"name\":\"c\"},{\"name\":\"a\"},{\"name\":\"d\"}]");
    assertEquals(409, clash.status(), clash.body());
    assertEquals("unique_violation", clash.problem());
    assertEquals("23505", clash.json().member("code").text());
    assertEquals("1", clash.json().member("failedIndex").text());
    assertNotNull(clash.header("Tactus-Sequence"));
    assertEquals(404, server.get("/rest/v1/players/3").status());

    TestServer.Reply next =
        server.post("/rest/v1/players", "{\"name\":\"e\"}", "Prefer", REPRESENTATION);
    assertEquals("3", next.json().values().getFirst().member("id").text());
  }

  @Test
  void shouldNameTheRowThatDoesNotFit() {
    TestServer.Reply reply =
        server.post("/rest/v1/players", "[{\"name\":\"a\"},{\"name\":\"b\",\"gold\":-1}]");
    assertEquals(422, reply.status(), reply.body());
    assertEquals("1", reply.json().member("failedIndex").text());
    assertEquals("gold", reply.json().member("field").text());
    reply = server.post("/rest/v1/players", "[{\"name\":\"a\"},{\"gold\":1}]");
    assertEquals(422, reply.status(), reply.body());
    assertEquals("23502", reply.json().member("code").text());
    assertEquals("name", reply.json().member("field").text());
    reply = server.post("/rest/v1/players", "[{\"name\":\"a\"},5]");
    assertEquals(400, reply.status(), reply.body());
    assertEquals(404, server.get("/rest/v1/players/1").status());
  }

  @Test
  void shouldTakeAnEmptyArrayForNothing() {
    assertEquals(201, server.post("/rest/v1/players", "[]").status());
    assertEquals(404, server.post("/rest/v1/nothing", "[]").status());
  }

  @Test
  void shouldMergeOrIgnoreDuplicates() {
    assertEquals(
        201, server.post("/rest/v1/players", "{\"id\":5,\"name\":\"a\",\"gold\":77}").status());
    TestServer.Reply ignored =
        server.post(
            "/rest/v1/players",
            "{\"id\":5,\"name\":\"b\"}",
            "Prefer",
            "resolution=ignore-duplicates");
    assertEquals(201, ignored.status(), ignored.body());
    assertEquals("a", server.get("/rest/v1/players/5").json().member("name").text());
    TestServer.Reply merged =
        server.post(
            "/rest/v1/players?on_conflict=id",
            "{\"id\":5,\"name\":\"c\"}",
            "Prefer",
            "resolution=merge-duplicates");
    assertEquals(200, merged.status(), "nothing was created");
    assertEquals(
        "{\"name\":\"c\",\"gold\":77}",
        server.get("/rest/v1/players/5?select=name,gold").body(),
        "fields not given stay as they are");
  }

  private TestServer.Reply upsert(String query, String body, String prefer) {
    return server.post("/rest/v1/players?" + query, body, "Prefer", prefer);
  }

  @Test
  void shouldTellDuplicatesByAUniqueIndex() {
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"a\",\"gold\":77}").status());
    TestServer.Reply merged =
        upsert(
            "on_conflict=name",
            "[{\"name\":\"a\",\"skill\":1},{\"name\":\"b\"}]",
            "resolution=merge-duplicates, return=representation");
    assertEquals(201, merged.status(), merged.body());
    assertEquals(
        "[{\"id\":1,\"name\":\"a\",\"skill\":1,\"gold\":77,\"guild\":null},"
            + "{\"id\":2,\"name\":\"b\",\"skill\":1500,\"gold\":10,\"guild\":null}]",
        merged.body());
    TestServer.Reply ignored =
        upsert(
            "on_conflict=name",
            "[{\"name\":\"a\",\"skill\":2},{\"name\":\"c\"}]",
            "resolution=ignore-duplicates, return=representation, count=exact");
    assertEquals(1, ignored.json().values().size(), ignored.body());
    assertEquals("*/1", ignored.header("Content-Range"));
    assertEquals("1", server.get("/rest/v1/players/1").json().member("skill").text());
    TestServer.Reply clash =
        upsert("on_conflict=name", "{\"id\":1,\"name\":\"d\"}", "resolution=merge-duplicates");
    assertEquals(409, clash.status(), "its key is another row's: " + clash.body());
    assertEquals("a", server.get("/rest/v1/players/1").json().member("name").text());
    TestServer.Reply none = upsert("on_conflict=gold", "{\"name\":\"x\"}", "return=minimal");
    assertEquals("no_such_constraint", none.problem());
    assertEquals("42P10", none.json().member("code").text());
  }

  @Test
  void shouldTakeOnlyTheColumnsNamed() {
    String columns = "columns=%22name%22,guild";
    String rows = "[{\"name\":\"a\",\"gold\":1,\"guild\":7,\"x\":0},{\"name\":\"b\",\"gold\":2}]";
    TestServer.Reply reply = upsert(columns, rows, REPRESENTATION);
    assertEquals(201, reply.status(), reply.body());
    assertEquals(
        "[{\"id\":1,\"name\":\"a\",\"skill\":1500,\"gold\":10,\"guild\":7},"
            + "{\"id\":2,\"name\":\"b\",\"skill\":1500,\"gold\":10,\"guild\":null}]",
        reply.body());
    TestServer.Reply missing = upsert("columns=name,gold", "[{\"name\":\"c\"}]", REPRESENTATION);
    assertEquals("23502", missing.json().member("code").text(), missing.body());
    TestServer.Reply defaults =
        upsert("columns=name,gold", "[{\"name\":\"c\"}]", "missing=default, " + REPRESENTATION);
    assertEquals("10", defaults.json().values().getFirst().member("gold").text());
    assertEquals("missing=default", defaults.header("Preference-Applied").split(", ", -1)[1]);
    assertEquals(400, upsert("columns=nothing", "{\"name\":\"d\"}", REPRESENTATION).status());
  }

  @Test
  void shouldRefuseOversizedBodies() {
    String body = "[{\"name\":\"" + "x".repeat(2 << 20) + "\"}]";
    TestServer.Reply reply = server.post("/rest/v1/players", body);
    assertEquals(413, reply.status());
    assertEquals("too_large", reply.problem());
  }

  @Test
  void shouldTakeUnicodeAsItIs() {
    String name = "J\u00fcrgen \"\u2728\ud83d\ude80\"\t";
    String json = "{\"name\":\"J\u00fcrgen \\\"\u2728\ud83d\ude80\\\"\\t\"}";
    assertEquals(201, server.post("/rest/v1/players", json).status());
    assertEquals(name, server.get("/rest/v1/players/1").json().member("name").text());
  }
}
