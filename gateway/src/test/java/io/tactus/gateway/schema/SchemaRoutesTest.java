package io.tactus.gateway.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRoutesTest {

  @TempDir Path folder;

  @Test
  void shouldCreateShowAndDropATable() {
    try (TestServer server = TestServer.start(folder)) {
      TestServer.Reply created = server.post("/schema/v1/tables", TestServer.PLAYERS);
      assertEquals(201, created.status(), created.body());
      assertEquals("/schema/v1/tables/players", created.header("Location"));
      assertNotNull(created.header("Tactus-Sequence"));
      assertNotNull(created.header("Tactus-Tick"));

      TestServer.Reply shown = server.get("/schema/v1/tables/players");
      assertEquals(200, shown.status());
      assertEquals(created.body(), shown.body());
      assertEquals("[" + created.body() + "]", server.get("/schema/v1/tables").body());
      String schema = server.get("/schema/v1").body();
      assertTrue(schema.contains("\"tables\":[" + created.body() + "]"), schema);

      assertEquals(204, server.call("DELETE", "/schema/v1/tables/players", null).status());
      assertEquals(404, server.get("/schema/v1/tables/players").status());
      assertEquals("[]", server.get("/schema/v1/tables").body());
    }
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      TestServer.Reply again = server.post("/schema/v1/tables", TestServer.PLAYERS);
      assertEquals(409, again.status(), again.body());
      assertNotNull(again.header("Tactus-Sequence"), "a rejection has its place in history");

      assertEquals(400, server.post("/schema/v1/tables", "{\"name\":").status());
      assertEquals(400, server.post("/schema/v1/tables", null).status());
      TestServer.Reply wrong =
          server.post(
              "/schema/v1/tables",
              "{\"name\":\"t\",\"fields\":[{\"name\":\"id\",\"type\":\"u65\"}],"
                  + "\"primaryKey\":[\"id\"]}");
      assertEquals(422, wrong.status(), wrong.body());
      assertEquals("schema_invalid", wrong.problem());

      assertEquals("table_not_found", server.get("/schema/v1/tables/nothing").problem());
      TestServer.Reply drop = server.call("DELETE", "/schema/v1/tables/nothing", null);
      assertEquals("table_not_found", drop.problem());
      assertEquals(405, server.call("PATCH", "/schema/v1", "{}").status());
    }
  }

  @Test
  void shouldKeepTheSchemaOverARestart() {
    String before;
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      before = server.get("/schema/v1").body();
    }
    try (TestServer server = TestServer.start(folder)) {
      assertEquals(before, server.get("/schema/v1").body());
    }
  }
}
