package io.tactus.gateway.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.feed.EventClient;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One unsigned value, as a key and as a field with every kind of index, down every path in and out:
 * rows, conditions, orders, batches, JSON-RPC, changes, dry runs, a snapshot, a replay.
 */
class UnsignedPathsTest {

  private static final String TABLE =
      """
      {"name":"big","fields":[
        {"name":"id","type":"u64"},
        {"name":"v","type":"u64","default":0},
        {"name":"u","type":"u64","nullable":true},
        {"name":"pair","type":"u64[2]","nullable":true},
        {"name":"friend","type":"ref(big)","nullable":true},
        {"name":"doc","type":"json","nullable":true}],
       "primaryKey":["id"],
       "indexes":[
        {"name":"by_id","fields":["id"],"kind":"ordered","unique":true},
        {"name":"by_v","fields":["v"],"kind":"ordered"},
        {"name":"by_u","fields":["u"],"kind":"hash","unique":true}]}""";

  @TempDir Path folder;
  private TestServer server;
  private String value;
  private String before;

  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "9223372036854775808", "18446744073709551615"})
  void shouldSurviveEveryPath(String unsigned) {
    value = unsigned;
    before = new BigInteger(unsigned).subtract(BigInteger.ONE).toString();
    server = TestServer.start(folder);
    try {
      assertEquals(201, server.post("/schema/v1/tables", TABLE).status());
      write();
      read();
      procedureCalls();
      batches();
      changes();
      assertEquals(200, server.post("/admin/v1/snapshots?wait=true", null).status());
      assertEquals(200, patch("{\"v\":" + before + "}").status(), "after the snapshot");
      restart();
      assertEquals(before, field("v"), "from a snapshot and the journal behind it");
      read();
    } finally {
      server.close();
    }
  }

  private void restart() {
    server.close();
    server = TestServer.start(folder);
    TestServer.await(() -> server.get("/health/ready").status() == 200, "recovery");
    assertEquals(200, patch("{\"v\":{\"$add\":0}}").status());
    assertEquals(before, field("v"));
    assertEquals(200, patch("{\"v\":{\"$max\":" + value + "}}").status());
    assertEquals(value, field("v"));
    assertEquals(200, patch("{\"v\":" + before + "}").status());
    assertEquals(before, field("v"));
    assertEquals(200, patch("{\"v\":{\"$add\":1}}").status());
    server.close();
    server = TestServer.start(folder);
    TestServer.await(() -> server.get("/health/ready").status() == 200, "recovery");
    assertEquals(value, field("v"), "replayed operators");
    assertEquals(200, patch("{\"v\":" + before + "}").status());
  }

  private Reply patch(String body) {
    return server.call("PATCH", "/rest/v1/big/" + value, body, "Prefer", "return=representation");
  }

  private String field(String name) {
    return server.get("/rest/v1/big/" + value).json().member(name).text();
  }

  private static void assertHas(String part, Reply reply) {
    assertTrue(reply.status() < 300, reply.body());
    assertTrue(reply.body().contains(part), () -> part + " is not in " + reply.body());
  }

  private void write() {
    Reply inserted =
        server.post(
            "/rest/v1/big",
            "[{\"id\":5,\"v\":1,\"u\":1},{\"id\":\"" + value + "\",\"v\":" + before + "}]",
            "Prefer",
            "return=representation");
    assertHas("\"id\":" + value + ",\"v\":" + before, inserted);
    assertEquals(409, server.post("/rest/v1/big", "{\"id\":" + value + "}").status());
    Reply put =
        server.call(
            "PUT",
            "/rest/v1/big/" + value,
            ("{\"id\":%1$s,\"v\":%1$s,\"u\":%1$s,\"pair\":[%1$s,%2$s],\"friend\":%1$s,"
                    + "\"doc\":{\"n\":%1$s}}")
                .formatted(value, before),
            "Prefer",
            "return=representation");
    assertHas(row(), put);
    Reply upsert =
        server.post(
            "/rest/v1/big?on_conflict=u",
            "{\"id\":" + value + ",\"u\":" + value + "}",
            "Prefer",
            "resolution=merge-duplicates,return=representation");
    assertHas(row(), upsert);
    assertHas(value, patch("{\"pair.0\":{\"$min\":" + before + "}}"));
    assertHas("[" + before + "," + before + "]", server.get("/rest/v1/big/" + value));
    assertHas(row(), patch("{\"pair.0\":{\"$add\":1}}"));
  }

  private String row() {
    return ("{\"id\":%1$s,\"v\":%1$s,\"u\":%1$s,\"pair\":[%1$s,%2$s],\"friend\":%1$s,"
            + "\"doc\":{\"n\":%1$s}}")
        .formatted(value, before);
  }

  private String ids(String query) {
    return server.get("/rest/v1/big?select=id&" + query).body();
  }

  private void read() {
    String only = "[{\"id\":" + value + "}]";
    String v = field("v");
    assertEquals(only, ids("id=eq." + value));
    assertEquals(only, ids("id=gt." + before), "a range of an index over the key");
    assertEquals(only, ids("id=in.(1," + value + ")"));
    assertEquals(only, ids("v=eq." + v));
    assertEquals(only, ids("v=gte." + v + "&order=v.desc"));
    assertEquals(only, ids("u=eq." + value));
    assertEquals(only, ids("pair.0=eq." + value));
    assertEquals(only, ids("friend=eq." + value));
    assertEquals(only, ids("not.or=(v.lt." + v + ",id.eq.5)"));
    assertEquals("[{\"id\":5},{\"id\":" + value + "}]", ids("order=v"));
    assertEquals("[{\"id\":" + value + "},{\"id\":5}]", ids("order=id.desc"));
    assertEquals("[{\"id\":" + value + "},{\"id\":5}]", ids("order=v.desc"));
    assertEquals(
        "[{\"id\":%1$s,\"friend\":{\"id\":%1$s}}]".formatted(value),
        server.get("/rest/v1/big?select=id,friend(id)&id=eq." + value).body());
    BigInteger sum = new BigInteger(v).add(BigInteger.ONE);
    assertEquals(
        "[{\"sum\":" + sum + ",\"max\":" + v + ",\"min\":1}]",
        server.get("/rest/v1/big?select=v.sum(),v.max(),v.min()").body());
    assertEquals(
        "[{\"v\":1,\"count\":1},{\"v\":" + v + ",\"count\":1}]",
        server.get("/rest/v1/big?select=v,count()&order=v").body());
  }

  private Reply rpc(String method, String params) {
    return server.post(
        "/rpc",
        "{\"jsonrpc\":\"2.0\",\"id\":"
            + value
            + ",\"method\":\""
            + method
            + "\",\"params\":"
            + params.replace("V", value)
            + "}");
  }

  private void procedureCalls() {
    assertHas("\"id\":" + value + "}", rpc("db.get", "{\"table\":\"big\",\"key\":V}"));
    assertHas(row(), rpc("db.get", "{\"table\":\"big\",\"key\":V}"));
    assertHas(row(), rpc("db.query", "{\"table\":\"big\",\"filter\":\"v=eq.V&order=v\"}"));
    rpc("db.update", "{\"table\":\"big\",\"key\":V,\"set\":{\"v\":3},\"where\":\"v=eq.V\"}");
    assertEquals("3", field("v"));
    rpc("db.upsert", "{\"table\":\"big\",\"row\":{\"id\":V,\"v\":V,\"u\":V}}");
    assertEquals(value, field("v"));
    assertHas("\"error\"", rpc("db.insert", "{\"table\":\"big\",\"row\":{\"id\":V}}"));
    assertHas("\"key\":6,", rpc("db.insert", "{\"table\":\"big\",\"row\":{\"id\":6,\"v\":V}}"));
    assertHas("\"v\":" + value, server.get("/rest/v1/big/6"));
    rpc("db.delete", "{\"table\":\"big\",\"key\":6,\"where\":\"v=eq.V\"}");
    assertEquals(404, server.get("/rest/v1/big/6").status());
    server.call("PUT", "/rest/v1/big/" + value, row());
    assertHas(row(), server.get("/rest/v1/big/" + value));
  }

  private void batches() {
    String operations =
        """
        {"operations":[
          {"op":"update","table":"big","key":V,"set":{"v":V},"where":"v=eq.V"},
          {"op":"insert","table":"big","row":{"id":8,"v":"$0.v","friend":"$0.id"}},
          {"op":"delete","table":"big","key":8,"where":"v=eq.V"}],"dryRun":DRY}"""
            .replace("V", value);
    for (String dry : new String[] {"true", "false"}) {
      Reply reply = server.post("/batch", operations.replace("DRY", dry));
      assertHas("\"key\":" + value + ",", reply);
      assertHas("\"key\":8", reply);
    }
    assertEquals(404, server.get("/rest/v1/big/8").status());
  }

  private void changes() {
    String query = "table=big&v=gte." + value + "&old=true";
    try (HttpClient http = HttpClient.newHttpClient();
        EventClient events = EventClient.open(http, server.gateway().address(), query, "")) {
      assertTrue(events.next("rows").data().contains(row()), "the first rows");
      assertEquals(200, patch("{\"doc\":" + value + "}").status());
      String told = events.next("commit").data();
      assertTrue(told.contains("\"op\":\"update\",\"key\":" + value + ","), told);
      assertTrue(told.contains("\"doc\":" + value), told);
      assertTrue(told.contains("\"old\":" + row()), told);
      assertEquals(200, patch("{\"v\":" + before + "}").status());
      told = events.next("commit").data();
      assertTrue(told.contains("\"op\":\"delete\",\"key\":" + value + ","), told);
      assertEquals(200, patch("{\"v\":" + value + "}").status());
      told = events.next("commit").data();
      assertTrue(told.contains("\"op\":\"insert\",\"key\":" + value + ","), told);
    }
  }
}
