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
    assertEquals(201, merged.status(), merged.body());
    assertEquals(
        "{\"name\":\"c\",\"gold\":77}",
        server.get("/rest/v1/players/5?select=name,gold").body(),
        "fields not given stay as they are");
    assertEquals(
        400,
        server
            .post(
                "/rest/v1/players?on_conflict=name",
                "{\"name\":\"c\"}",
                "Prefer",
                "resolution=merge-duplicates")
            .status());
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
