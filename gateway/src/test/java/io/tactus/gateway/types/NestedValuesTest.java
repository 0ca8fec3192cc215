package io.tactus.gateway.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Enums, composites, arrays and paths into them, from HTTP to the row and back. */
class NestedValuesTest {

  private static final String[] TYPES = {
    "{\"name\":\"Vec3\",\"fields\":[{\"name\":\"x\",\"type\":\"f32\"},"
        + "{\"name\":\"y\",\"type\":\"f32\"},{\"name\":\"z\",\"type\":\"f32\",\"min\":0}]}",
    "{\"name\":\"Region\",\"enum\":[\"eu\",\"us\",\"asia\"]}"
  };

  private static final String UNITS =
      "{\"name\":\"units\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
          + "{\"name\":\"region\",\"type\":\"Region\",\"default\":\"us\"},"
          + "{\"name\":\"position\",\"type\":\"Vec3\"},"
          + "{\"name\":\"home\",\"type\":\"Vec3\",\"nullable\":true},"
          + "{\"name\":\"stats\",\"type\":\"i32[3]\",\"default\":[1,2,3]}],"
          + "\"primaryKey\":[\"id\"],"
          + "\"indexes\":[{\"name\":\"by_place\",\"fields\":[\"region\",\"position.x\"],"
          + "\"unique\":true}]}";

  @TempDir Path folder;

  private TestServer start() {
    TestServer server = TestServer.start(folder);
    for (String type : TYPES) {
      TestServer.Reply reply = server.post("/schema/v1/types", type);
      assertEquals(201, reply.status(), reply.body());
    }
    TestServer.Reply table = server.post("/schema/v1/tables", UNITS);
    assertEquals(201, table.status(), table.body());
    insert(server, "{\"position\":{\"x\":1.5,\"y\":2,\"z\":3}}");
    insert(
        server,
        "{\"region\":\"asia\",\"position\":{\"z\":0,\"y\":-1,\"x\":7},"
            + "\"home\":{\"x\":0,\"y\":0,\"z\":0},\"stats\":[-1,0,9]}");
    return server;
  }

  private static void insert(TestServer server, String row) {
    TestServer.Reply reply = server.post("/rest/v1/units", row);
    assertEquals(201, reply.status(), reply.body());
  }

  private static String patch(TestServer server, String body) {
    TestServer.Reply reply =
        server.call("PATCH", "/rest/v1/units/2", body, "Prefer", "return=representation");
    assertEquals(200, reply.status(), reply.body());
    return reply.body();
  }

  private static void refused(TestServer server, String body, String problem, String field) {
    TestServer.Reply reply = server.call("PATCH", "/rest/v1/units/1", body);
    assertEquals(422, reply.status(), reply.body());
    assertEquals(problem, reply.problem(), reply.body());
    assertEquals(field, reply.json().member("field").text(), reply.body());
  }

  @Test
  void shouldShowWholeValuesAndParts() {
    try (TestServer server = start()) {
      assertEquals(
          "{\"id\":1,\"region\":\"us\",\"position\":{\"x\":1.5,\"y\":2,\"z\":3},\"home\":null,"
              + "\"stats\":[1,2,3]}",
          server.get("/rest/v1/units/1").body().replace(".0", ""));
      assertEquals(
          "[{\"position.x\":7,\"s\":9,\"home\":{\"x\":0,\"y\":0,\"z\":0}}]",
          server
              .get("/rest/v1/units?id=eq.2&select=position.x,s:stats.2,home")
              .body()
              .replace(".0", ""));
    }
  }

  @Test
  void shouldFilterAndOrderByParts() {
    try (TestServer server = start()) {
      String ids = "&select=id";
      assertEquals("[{\"id\":2}]", server.get("/rest/v1/units?position.x=gt.3" + ids).body());
      assertEquals("[{\"id\":2}]", server.get("/rest/v1/units?region=eq.asia" + ids).body());
      assertEquals("[{\"id\":2}]", server.get("/rest/v1/units?region=gt.us" + ids).body());
      assertEquals("[{\"id\":1}]", server.get("/rest/v1/units?home=is.null" + ids).body());
      assertEquals(
          "[{\"id\":1}]",
          server.get("/rest/v1/units?and=(stats.0.gte.0,region.in.(eu,us))" + ids).body());
      assertEquals(
          "[{\"id\":2},{\"id\":1}]",
          server.get("/rest/v1/units?order=region.desc,position.x" + ids).body());
      assertEquals(400, server.get("/rest/v1/units?region=eq.mars").status());
      assertEquals(400, server.get("/rest/v1/units?position=gt.3").status());
    }
  }

  @Test
  void shouldChangeWholeValuesAndParts() {
    try (TestServer server = start()) {
      String row = patch(server, "{\"position.x\":5,\"position.y\":{\"$add\":-1}}");
      assertTrue(row.replace(".0", "").contains("{\"x\":5,\"y\":-2,\"z\":0}"), row);
      row = patch(server, "{\"position\":{\"x\":1,\"y\":1,\"z\":1},\"stats.1\":{\"$max\":8}}");
      assertTrue(row.replace(".0", "").contains("{\"x\":1,\"y\":1,\"z\":1}"), row);
      assertTrue(row.contains("[-1,8,9]"), row);
      row = patch(server, "{\"home\":null,\"region\":\"eu\"}");
      assertTrue(row.contains("\"home\":null") && row.contains("\"region\":\"eu\""), row);
    }
  }

  @Test
  void shouldNameThePlaceOfWhatItRefuses() {
    try (TestServer server = start()) {
      refused(server, "{\"position\":{\"x\":1,\"y\":2}}", "invalid_value", "position.z");
      refused(server, "{\"position\":{\"x\":1,\"y\":2,\"w\":2}}", "invalid_value", "position");
      refused(server, "{\"position.z\":-1}", "check_violation", "position.z");
      refused(server, "{\"position\":[1,2,3]}", "invalid_value", "position");
      refused(server, "{\"position\":{\"$add\":1}}", "invalid_value", "position");
      refused(server, "{\"home.x\":1}", "invalid_value", "home.y");
      refused(server, "{\"position.x\":null}", "not_null_violation", "position.x");
      refused(server, "{\"position.x\":1,\"position\":{}}", "invalid_value", "position");
      refused(server, "{\"region\":\"mars\"}", "invalid_value", "region");
      refused(server, "{\"region\":1}", "invalid_value", "region");
      refused(server, "{\"stats\":[1,2]}", "invalid_value", "stats");
      refused(server, "{\"stats\":[1,2,3,4]}", "invalid_value", "stats");
      assertEquals(
          409,
          server.post("/rest/v1/units", "{\"position\":{\"x\":1.5,\"y\":0,\"z\":0}}").status());
    }
  }

  @Test
  void shouldReferToPartsOfEarlierResults() {
    try (TestServer server = start()) {
      TestServer.Reply reply =
          server.post(
              "/batch",
              "{\"operations\":[{\"op\":\"update\",\"table\":\"units\",\"key\":2,"
                  + "\"set\":{\"position.x\":42}},"
                  + "{\"op\":\"update\",\"table\":\"units\",\"key\":1,"
                  + "\"set\":{\"position.y\":\"$0.position.x\",\"region\":\"$0.region\"}}]}");
      assertEquals(200, reply.status(), reply.body());
      String row = server.get("/rest/v1/units/1").body();
      assertTrue(row.contains("\"region\":\"asia\""), row);
      assertTrue(row.replace(".0", "").contains("\"y\":42"), row);
    }
  }
}
