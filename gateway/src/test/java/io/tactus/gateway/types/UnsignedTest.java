package io.tactus.gateway.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest unsigned 64-bit value on every way in and out. */
class UnsignedTest {

  private static final String MAX = "18446744073709551615";
  private static final String BEFORE = "18446744073709551614";
  private static final String HALF = "9223372036854775808";

  private static final String TABLE =
      "{\"name\":\"big\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\"},"
          + "{\"name\":\"v\",\"type\":\"u64\",\"default\":"
          + MAX
          + ",\"min\":1,\"max\":"
          + MAX
          + "},{\"name\":\"w\",\"type\":\"u64\",\"nullable\":true}],\"primaryKey\":[\"id\"],"
          + "\"indexes\":[{\"name\":\"by_w\",\"fields\":[\"w\"],\"unique\":true},"
          + "{\"name\":\"sorted\",\"fields\":[\"v\"],\"kind\":\"ordered\"}]}";

  @TempDir Path folder;

  private TestServer start() {
    TestServer server = TestServer.start(folder);
    TestServer.Reply table = server.post("/schema/v1/tables", TABLE);
    assertEquals(201, table.status(), table.body());
    assertTrue(table.body().contains("\"max\":" + MAX), table.body());
    String rows = "[{\"id\":" + MAX + ",\"w\":\"" + MAX + "\",\"v\":" + MAX + "},";
    rows += "{\"id\":1,\"w\":1,\"v\":1},{\"id\":2,\"w\":" + HALF + ",\"v\":" + HALF + "}]";
    TestServer.Reply insert = server.post("/rest/v1/big", rows);
    assertEquals(201, insert.status(), insert.body());
    return server;
  }

  private static String ids(TestServer server, String query) {
    return server.get("/rest/v1/big?select=id&" + query).body();
  }

  @Test
  void shouldSurviveReadingAndFiltering() {
    try (TestServer server = start()) {
      assertEquals(
          "{\"id\":" + MAX + ",\"v\":" + MAX + ",\"w\":" + MAX + "}",
          server.get("/rest/v1/big/" + MAX).body());
      String only = "[{\"id\":" + MAX + "}]";
      assertEquals(only, ids(server, "v=eq." + MAX));
      assertEquals(only, ids(server, "w=eq." + MAX));
      assertEquals(only, ids(server, "v=gt." + BEFORE));
      assertEquals(only, ids(server, "v=in.(5," + MAX + ")"));
      assertEquals("[{\"id\":2},{\"id\":" + MAX + "}]", ids(server, "v=gte." + HALF));
      assertEquals("[{\"id\":1}]", ids(server, "v=lt." + HALF));
      String sorted = "[{\"id\":1},{\"id\":2},{\"id\":" + MAX + "}]";
      assertEquals(sorted, ids(server, "order=v"));
      assertEquals(sorted, ids(server, "order=w"));
      assertEquals(sorted, ids(server, "order=id"));
      assertEquals(400, server.get("/rest/v1/big?v=eq.18446744073709551616").status());
    }
  }

  @Test
  void shouldSurviveOperatorsDefaultsAndReferences() {
    try (TestServer server = start()) {
      assertEquals(201, server.post("/rest/v1/big", "{\"id\":3}").status());
      assertTrue(server.get("/rest/v1/big/3").body().contains("\"v\":" + MAX));
      patch(server, "{\"v\":{\"$min\":" + BEFORE + "}}", BEFORE);
      patch(server, "{\"v\":{\"$add\":1}}", MAX);
      patch(server, "{\"v\":{\"$add\":-1}}", BEFORE);
      patch(server, "{\"v\":{\"$max\":\"" + MAX + "\"}}", MAX);
      patch(server, "{\"v\":1}", "1");
      patch(server, "{\"v\":{\"$add\":" + BEFORE + "}}", MAX);
      TestServer.Reply over = server.call("PATCH", "/rest/v1/big/3", "{\"v\":{\"$add\":1}}");
      assertEquals(422, over.status(), over.body());
      TestServer.Reply batch =
          server.post(
              "/batch",
              "{\"operations\":[{\"op\":\"update\",\"table\":\"big\",\"key\":3,\"set\":{\"v\":"
                  + MAX
                  + "}},{\"op\":\"update\",\"table\":\"big\",\"key\":1,"
                  + "\"set\":{\"v\":\"$0.v\"}}]}");
      assertEquals(200, batch.status(), batch.body());
      assertTrue(server.get("/rest/v1/big/1").body().contains("\"v\":" + MAX));
    }
    try (TestServer again = TestServer.start(folder)) {
      TestServer.await(() -> again.get("/health/ready").status() == 200, "recovery");
      assertTrue(again.get("/rest/v1/big/1").body().contains("\"v\":" + MAX), "after replay");
      assertEquals("[{\"id\":" + MAX + "}]", ids(again, "w=eq." + MAX));
    }
  }

  private static void patch(TestServer server, String body, String expected) {
    TestServer.Reply reply =
        server.call("PATCH", "/rest/v1/big/3", body, "Prefer", "return=representation");
    assertTrue(reply.body().contains("\"v\":" + expected + ","), reply.body());
  }
}
