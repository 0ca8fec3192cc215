package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.storage.json.JsonNode;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows by filter, on the IO thread and on a worker. */
class RowsQueryTest {

  private static final int ROWS = 40;
  private static final int ROW_LIMIT = 30;

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = start(10);
  }

  /** Starts a server whose IO threads answer queries that look at so many rows. */
  private TestServer start(long inlineCost) {
    QueryBounds bounds = new QueryBounds(ROW_LIMIT, 1_000, 10_000, inlineCost, 1 << 20);
    TestServer started =
        TestServer.start(folder, engine -> engine, config -> config.queryQueue(16).queries(bounds))
            .withPlayers();
    String rows =
        IntStream.rangeClosed(1, ROWS)
            .mapToObj(i -> "{\"name\":\"p" + i + "\",\"gold\":" + i + ",\"skill\":" + i % 4 + "}")
            .collect(Collectors.joining(",", "[", "]"));
    assertEquals(201, started.post("/rest/v1/players", rows).status());
    return started;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private String ids(String query) {
    TestServer.Reply reply = server.get("/rest/v1/players?" + query);
    assertEquals(200, reply.status(), reply.body());
    return reply.json().values().stream()
        .map(row -> row.member("id").text())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "id=eq.7;7",
        "name=eq.p8;8",
        "gold=lt.4;1 2 3",
        "gold=gte.39;39 40",
        "gold=in.(3,5,99);3 5",
        "gold=gt.37&skill=eq.2;38",
        "or=(gold.eq.1,name.eq.p5);1 5",
        "gold=not.gt.2;1 2",
        "name=like.p1*&gold=lt.12;1 10 11",
        "guild=not.is.null;''",
        "order=gold.desc&limit=2;40 39",
        "order=skill.asc,id.desc&limit=3;40 36 32",
        "limit=2&offset=3;4 5",
        "id=eq.7&name=eq.p8;''"
      })
  void shouldFindRows(String query, String expected) {
    assertEquals(expected, ids(query));
    server.close();
    try {
      server = TestServer.start(folder);
      assertEquals(expected, ids(query), "on the IO thread, after a restart");
    } finally {
      server.close();
      server = TestServer.start(folder);
    }
  }

  @Test
  void shouldSelectColumns() {
    assertEquals(
        "[{\"name\":\"p7\",\"gold\":7}]",
        server.get("/rest/v1/players?id=eq.7&select=name,gold").body());
    assertEquals("{\"name\":\"p7\"}", server.get("/rest/v1/players/7?select=name").body());
    assertEquals(400, server.get("/rest/v1/players/7?select=nothing").status());
    TestServer.Reply written =
        server.call(
            "PATCH",
            "/rest/v1/players/7?select=gold",
            "{\"gold\":70}",
            "Prefer",
            "return=representation");
    assertEquals("{\"gold\":70}", written.body());
    assertEquals(
        400, server.call("PATCH", "/rest/v1/players/7?select=no", "{\"gold\":71}").status());
    assertEquals(
        400, server.call("PATCH", "/rest/v1/players/7?gold=eq.1", "{\"gold\":71}").status());
    assertEquals("70", server.get("/rest/v1/players/7").json().member("gold").text());
  }

  @Test
  void shouldSayWhichRowsOfHowMany() {
    TestServer.Reply all = server.get("/rest/v1/players");
    assertEquals(200, all.status());
    assertEquals(ROW_LIMIT, all.json().values().size());
    assertEquals("0-29/*", all.header("Content-Range"));
    TestServer.Reply counted =
        server.get("/rest/v1/players?limit=5&offset=10", "Prefer", "count=exact");
    assertEquals(206, counted.status());
    assertEquals("10-14/40", counted.header("Content-Range"));
    TestServer.Reply ranged =
        server.get(
            "/rest/v1/players", "Range-Unit", "items", "Range", "38-", "Prefer", "count=exact");
    assertEquals("38-39/40", ranged.header("Content-Range"));
    assertEquals("*/*", server.get("/rest/v1/players?gold=gt.99").header("Content-Range"));
    TestServer.Reply behind = server.get("/rest/v1/players?offset=99", "Prefer", "count=exact");
    assertEquals(416, behind.status());
    TestServer.Reply head = server.call("HEAD", "/rest/v1/players", null, "Prefer", "count=exact");
    assertEquals("0-29/40", head.header("Content-Range"));
    assertEquals("", head.body());
  }

  @Test
  void shouldGiveASingleRowAsAnObject() {
    String object = "application/vnd.pgrst.object+json";
    TestServer.Reply one = server.get("/rest/v1/players?id=eq.3", "Accept", object);
    assertEquals("3", one.json().member("id").text());
    TestServer.Reply none = server.get("/rest/v1/players?id=eq.99", "Accept", object);
    assertEquals(406, none.status());
    assertEquals("PGRST116", none.json().member("code").text());
    assertEquals(406, server.get("/rest/v1/players", "Accept", object).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing=eq.1",
        "gold=1",
        "gold=xx.1",
        "gold=eq.abc",
        "gold=in.1",
        "limit=-1",
        "limit=1&limit=2",
        "offset=x",
        "order=nothing",
        "order=gold.sideways",
        "select=nothing",
        "or=(gold.eq.1",
        "asOf=seq:1"
      })
  void shouldRefuseWhatItDoesNotUnderstand(String query) {
    TestServer.Reply reply = server.get("/rest/v1/players?" + query.replace("(", "%28"));
    assertEquals(400, reply.status(), query + " -> " + reply.body());
    assertEquals("players", reply.json().member("table").text(), reply.body());
  }

  @Test
  void shouldRefuseUnknownTables() {
    assertEquals("table_not_found", server.get("/rest/v1/nothing").problem());
    assertEquals("table_not_found", server.get("/rest/v1/_tables").problem());
  }

  @Test
  void shouldChangeManyRowsByFilter() {
    TestServer.Reply none = server.call("PATCH", "/rest/v1/players", "{\"gold\":0}");
    assertEquals(400, none.status());
    assertEquals("filter_required", none.problem());
    assertEquals("filter_required", server.call("DELETE", "/rest/v1/players", null).problem());
    TestServer.Reply patched =
        server.call(
            "PATCH",
            "/rest/v1/players?gold=lte.3",
            "{\"gold\":{\"$add\":100}}",
            "Prefer",
            "return=representation, count=exact");
    assertEquals(200, patched.status(), patched.body());
    assertEquals("*/3", patched.header("Content-Range"));
    assertEquals(3, patched.json().values().size());
    assertEquals("1 2 3", ids("gold=gt.100"));
    TestServer.Reply tooMany =
        server.call("DELETE", "/rest/v1/players?gold=gt.100", null, "Prefer", "max-affected=2");
    assertEquals(4, tooMany.status() / 100, tooMany.body());
    assertEquals("1 2 3", ids("gold=gt.100"));
    assertEquals(204, server.call("DELETE", "/rest/v1/players?gold=gt.100", null).status());
    assertEquals("", ids("gold=gt.100"));
  }

  @Test
  void shouldQueryOverJsonRpc() {
    String call =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.query\",\"params\":{\"table\":\"players\","
            + "\"filter\":\"gold=gte.38&skill=neq.3\",\"select\":\"id\",\"order\":\"id.desc\","
            + "\"limit\":5}}";
    JsonNode result = server.post("/rpc", call).json().member("result");
    assertEquals(2, result.values().size());
    assertEquals("40", result.values().getFirst().member("id").text());
    TestServer.Reply wrong = server.post("/rpc", call.replace("gold=gte", "gold=xx"));
    JsonNode error = wrong.json().member("error");
    assertEquals("400", error.member("data").member("status").text(), wrong.body());
  }
}
