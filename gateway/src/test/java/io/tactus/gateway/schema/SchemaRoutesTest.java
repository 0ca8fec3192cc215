package io.tactus.gateway.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.io.IOException;
import java.nio.file.Files;
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
      TestServer.Reply method = server.call("PATCH", "/schema/v1", "{}");
      assertEquals(405, method.status());
      assertEquals("PUT, GET, HEAD, OPTIONS", method.header("Allow"));
    }
  }

  @Test
  void shouldFindNothingToDoForTheDocumentBesideTheSnapshots() throws IOException {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertEquals(200, server.post("/admin/v1/snapshots?wait=true", null).status());
      String beside = Files.readString(folder.resolve("schema.json"));
      assertEquals(server.get("/schema/v1").body(), beside.strip());
      TestServer.Reply plan = server.call("PUT", "/schema/v1?dryRun=true", beside);
      assertEquals("{\"losesData\":false,\"steps\":[]}", plan.body());
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

  private static final String TABLE = "/schema/v1/tables/players";

  @Test
  void shouldChangeFieldsOfATableWithRows() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"ada\"}").status());
      TestServer.Reply added =
          server.post(TABLE + "/fields", "{\"name\":\"level\",\"type\":\"u8\",\"default\":1}");
      assertEquals(201, added.status(), added.body());
      assertEquals("{\"name\":\"level\",\"type\":\"u8\",\"default\":1}", added.body());
      assertEquals(TABLE + "/fields/level", added.header("Location"));
      assertNotNull(added.header("Tactus-Sequence"));
      assertEquals("1", server.get("/rest/v1/players/1").json().member("level").text());

      TestServer.Reply altered =
          server.call("PATCH", TABLE + "/fields/level", "{\"name\":\"rank\",\"default\":null}");
      assertEquals(200, altered.status(), altered.body());
      assertEquals("{\"name\":\"rank\",\"type\":\"u8\"}", altered.body());
      assertEquals("1", server.get("/rest/v1/players/1").json().member("rank").text());
      assertEquals(204, server.call("DELETE", TABLE + "/fields/rank", null).status());
      assertEquals(null, server.get("/rest/v1/players/1").json().member("rank"));
    }
  }

  @Test
  void shouldSayWhereAChangeIsRefused() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"ada\"}").status());
      TestServer.Reply required =
          server.post(TABLE + "/fields", "{\"name\":\"level\",\"type\":\"u8\"}");
      assertEquals(422, required.status(), required.body());
      assertEquals("not_null_violation", required.problem());
      assertEquals("players", required.json().member("table").text());
      assertEquals("level", required.json().member("field").text());
      assertEquals("give it a default, or make it nullable", required.json().member("hint").text());

      TestServer.Reply narrow =
          server.call("PATCH", TABLE + "/fields/skill", "{\"type\":\"u8\",\"default\":null}");
      assertEquals(422, narrow.status(), narrow.body());
      assertTrue(narrow.body().contains("(id)=(1)"), narrow.body());

      assertEquals(
          "undefined_field", server.call("DELETE", TABLE + "/fields/nothing", null).problem());
      assertEquals(
          "undefined_index", server.call("DELETE", TABLE + "/indexes/nothing", null).problem());
      assertEquals("in_use", server.call("DELETE", TABLE + "/fields/name", null).problem());
      assertEquals(
          "table_not_found",
          server.post("/schema/v1/tables/none/fields", "{\"name\":\"a\"}").problem());
      assertEquals(400, server.call("PATCH", TABLE, "{\"fields\":[]}").status());
      TestServer.Reply method = server.get(TABLE + "/fields/name");
      assertEquals(405, method.status());
      assertEquals("DELETE, PATCH, OPTIONS", method.header("Allow"));
      TestServer.Reply type = server.post(TABLE + "/fields", "{\"name\":\"x\",\"type\":\"u65\"}");
      assertEquals(422, type.status(), type.body());
    }
  }

  @Test
  void shouldBuildAndDropIndexesAndRenameTheTable() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"ada\"}").status());
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"bob\"}").status());
      String index = "{\"name\":\"g\",\"fields\":[\"gold\"],\"kind\":\"hash\",\"unique\":true}";
      TestServer.Reply twice = server.post(TABLE + "/indexes", index);
      assertEquals(409, twice.status(), twice.body());
      assertTrue(twice.body().contains("(id)=(1) and (id)=(2)"), twice.body());
      assertEquals(204, server.call("PATCH", "/rest/v1/players/2", "{\"gold\":11}").status());
      TestServer.Reply built = server.post(TABLE + "/indexes", index);
      assertEquals(201, built.status(), built.body());
      assertEquals(index, built.body());
      assertEquals(409, server.call("PATCH", "/rest/v1/players/2", "{\"gold\":10}").status());
      assertEquals(204, server.call("DELETE", TABLE + "/indexes/g", null).status());

      TestServer.Reply renamed = server.call("PATCH", TABLE, "{\"name\":\"heroes\"}");
      assertEquals(200, renamed.status(), renamed.body());
      assertEquals("heroes", renamed.json().member("name").text());
      assertEquals("ada", server.get("/rest/v1/heroes/1").json().member("name").text());
      assertEquals(404, server.get("/rest/v1/players/1").status());
    }
  }

  @Test
  void shouldDeclareAndDropTypes() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      String region = "{\"name\":\"Region\",\"enum\":[\"eu\",\"us\"]}";
      TestServer.Reply created = server.post("/schema/v1/types", region);
      assertEquals(201, created.status(), created.body());
      assertEquals("/schema/v1/types/Region", created.header("Location"));
      assertEquals(region, server.get("/schema/v1/types/Region").body());
      assertEquals("[" + region + "]", server.get("/schema/v1/types").body());
      assertEquals("duplicate_type", server.post("/schema/v1/types", region).problem());
      String field = "{\"name\":\"region\",\"type\":\"Region\",\"default\":\"eu\"}";
      assertEquals(201, server.post(TABLE + "/fields", field).status());
      assertEquals("in_use", server.call("DELETE", "/schema/v1/types/Region", null).problem());
      assertEquals(204, server.call("DELETE", TABLE + "/fields/region", null).status());
      assertEquals(204, server.call("DELETE", "/schema/v1/types/Region", null).status());
      assertEquals("undefined_type", server.get("/schema/v1/types/Region").problem());
      assertEquals("[]", server.get("/schema/v1/types").body());
    }
  }

  @Test
  void shouldMakeADeclaredSchemaTrue() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"ada\"}").status());
      String schema = server.get("/schema/v1").body();
      TestServer.Reply nothing = server.call("PUT", "/schema/v1?dryRun=true", schema);
      assertEquals("{\"losesData\":false,\"steps\":[]}", nothing.body());
      TestServer.Reply same = server.call("PUT", "/schema/v1", schema);
      assertEquals(200, same.status(), same.body());
      assertEquals(schema, same.body(), "out and in changes nothing, the version either");

      String wanted =
          schema
              .replace(
                  "{\"name\":\"players\",", "{\"name\":\"heroes\",\"renamedFrom\":\"players\",")
              .replace(",{\"name\":\"guild\",\"type\":\"u64\",\"nullable\":true}", "");
      TestServer.Reply plan = server.call("PUT", "/schema/v1?dryRun=true", wanted);
      assertEquals(200, plan.status(), plan.body());
      assertEquals("true", plan.json().member("losesData").text());
      assertEquals(2, plan.json().member("steps").values().size(), plan.body());
      TestServer.Reply refused = server.call("PUT", "/schema/v1", wanted);
      assertEquals(409, refused.status(), refused.body());
      assertEquals("data_loss", refused.problem());
      assertEquals(schema, server.get("/schema/v1").body());
      TestServer.Reply done = server.call("PUT", "/schema/v1?allowLoss=true", wanted);
      assertEquals(200, done.status(), done.body());
      assertEquals(done.body(), server.get("/schema/v1").body());
      assertEquals(
          "{\"id\":1,\"name\":\"ada\",\"skill\":1500,\"gold\":10}",
          server.get("/rest/v1/heroes/1").body());
    }
  }
}
