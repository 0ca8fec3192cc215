package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.lane.QueryBounds;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows as comma-separated values, out of reads and writes and into inserts. */
class CsvRowsTest {

  private static final String HEROES = "/rest/v1/heroes";
  private static final String[] CSV_OUT = {"Accept", "text/csv"};
  private static final String[] CSV_IN = {"Content-Type", "text/csv"};

  @TempDir private Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder);
    String schema =
        """
        {"types":[{"name":"Vec2","fields":[{"name":"x","type":"f32"},{"name":"y","type":"f32"}]},
                  {"name":"Region","enum":["eu","us"]}],
         "tables":[
          {"name":"guilds","primaryKey":["id"],"fields":[
            {"name":"id","type":"u32"},{"name":"name","type":"string(8)"}]},
          {"name":"heroes","primaryKey":["id"],
           "indexes":[{"name":"by_name","fields":["name"],"kind":"hash","unique":true}],
           "fields":[
            {"name":"id","type":"u64","generated":true},
            {"name":"name","type":"string(32)"},
            {"name":"notes","type":"text","nullable":true},
            {"name":"skill","type":"f64","default":1500,"min":0},
            {"name":"online","type":"bool","nullable":true},
            {"name":"region","type":"Region","nullable":true},
            {"name":"seen","type":"timestamp","nullable":true},
            {"name":"at","type":"Vec2","nullable":true},
            {"name":"extra","type":"json","nullable":true},
            {"name":"guild","type":"ref(guilds)","nullable":true}]}]}
        """;
    assertEquals(200, server.call("PUT", "/schema/v1", schema).status());
    assertEquals(201, server.post("/rest/v1/guilds", "{\"id\":1,\"name\":\"owls\"}").status());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void gives(String expected, String path) {
    Reply reply = server.get(path, CSV_OUT);
    assertEquals(expected, reply.body());
    assertEquals("text/csv; charset=utf-8", reply.header("Content-Type"));
    assertTrue(reply.status() == 200 || reply.status() == 206, path);
  }

  @Test
  void shouldGiveRowsBackAsTheyCame() {
    String lines =
        """
        id,name,notes,skill,online,region,seen,at,extra,guild
        18446744073709551615,"ann, jr","say ""hi""
        twice",1400.5,true,eu,2026-01-02T03:04:05.000000Z,"{""x"":1,""y"":-2.5}","{""a"":[1,null]}",1
        2,été,"",0,false,us,,,"[]",NULL
        3,"NULL",NULL,1500,,,,,,\
        """
            .replace("\"[]\"", "[]");
    Reply made = server.post(HEROES, lines, CSV_IN);
    assertEquals(201, made.status(), made.body());
    assertEquals("", made.body());
    String sent = lines.replace(",NULL,", ",,").replace(",[],NULL", ",[],");
    String[] parts = sent.split("(?<=guild\n)", 2);
    // Rows come by primary key, and unsigned: the largest is the last.
    int second = parts[1].indexOf("\n2,") + 1;
    gives(parts[0] + parts[1].substring(second) + "\n" + parts[1].substring(0, second - 1), HEROES);
    assertEquals(
        "[{\"name\":\"NULL\",\"notes\":null,\"online\":null,\"at\":null}]",
        server.get(HEROES + "?id=eq.3&select=name,notes,online,at").body());
    assertEquals(
        "[{\"notes\":\"\",\"extra\":[],\"guild\":null}]",
        server.get(HEROES + "?id=eq.2&select=notes,extra,guild").body());
  }

  @Test
  void shouldShowWhatSelectAsksFor() {
    server.post(HEROES, "name,guild\nann,1\nbob,\n", CSV_IN);
    gives(
        "who,guild\nann,\"{\"\"name\"\":\"\"owls\"\"}\"\nbob,",
        HEROES + "?select=who:name,guild(name)");
    gives("name,at.x\nann,", HEROES + "?select=name,at.x&limit=1");
    gives("count\n2", HEROES + "?select=count()");
    gives("id,name", HEROES + "?select=id,name&name=eq.nobody");
    gives("id,g", HEROES + "?select=id,g:guild(name)&name=eq.nobody");
    gives("name\nbob", HEROES + "?select=name&order=name.desc&limit=1");
    Reply counted =
        server.get(HEROES + "?select=name&limit=1", "Accept", "text/csv", "Prefer", "count=exact");
    assertEquals("0-0/2", counted.header("Content-Range"));
    assertEquals(206, counted.status());
  }

  @Test
  void shouldGiveBackWhatAWriteWrote() {
    String[] both = {
      "Content-Type", "text/csv", "Accept", "text/csv", "Prefer", "return=representation"
    };
    Reply made = server.post(HEROES + "?select=name,guild(name)", "name,guild\nann,1\nbob,", both);
    assertEquals(201, made.status());
    assertEquals("name,guild\nann,\"{\"\"name\"\":\"\"owls\"\"}\"\nbob,", made.body());
    Reply changed =
        server.call(
            "PATCH",
            HEROES + "?id=gte.1&select=name,skill&order=name.desc",
            "{\"skill\":7}",
            "Accept",
            "text/csv",
            "Prefer",
            "return=representation");
    assertEquals("name,skill\nbob,7\nann,7", changed.body());
    Reply none =
        server.call(
            "DELETE",
            HEROES + "?name=eq.nobody&select=name",
            null,
            "Accept",
            "text/csv",
            "Prefer",
            "return=representation");
    assertEquals("name", none.body());
    Reply empty = server.post(HEROES, "name\n", CSV_IN);
    assertEquals(201, empty.status(), "a header and no rows");
  }

  @Test
  void shouldMergeAndChooseColumns() {
    server.post(HEROES, "name,skill\nann,1\nbob,2\n", CSV_IN);
    Reply merged =
        server.post(
            HEROES + "?on_conflict=name&columns=name,skill&select=name,skill,notes",
            "name,skill,what\nann,10,x\ncid,30,y\n",
            "Content-Type",
            "text/csv; charset=utf-8; header=present",
            "Prefer",
            "resolution=merge-duplicates,return=representation");
    assertEquals(
        "[{\"name\":\"ann\",\"skill\":10,\"notes\":null},"
            + "{\"name\":\"cid\",\"skill\":30,\"notes\":null}]",
        merged.body());
  }

  @Test
  void shouldRefuseABadLineByItsNumberAndInsertNothing() {
    refuse(400, "malformed", "line 3 has 1 values, the header 2", "name,skill\nann,1\nbob\n");
    refuse(400, "malformed", "line 2: a value in quotes does not end", "name\n\"ann\n");
    refuse(400, "unknown_field", "", "name,what\nann,1\n");
    Reply wrong = refuse(422, "invalid_value", "", "name,skill\nann,1\nbob,much\n");
    assertEquals("line 3", wrong.json().member("details").text());
    assertEquals("1", wrong.json().member("failedIndex").text());
    assertEquals("skill", wrong.json().member("field").text());
    Reply json = refuse(422, "invalid_value", "'{' is no JSON", "name,extra\nann,{\n");
    assertEquals("line 2", json.json().member("details").text());
    Reply below = refuse(422, "check_violation", "", "name,skill\nann,1\nbob,-1\n");
    assertEquals("1", below.json().member("failedIndex").text());
    refuse(422, "not_null_violation", "", "name\nNULL\n");
    refuse(409, "unique_violation", "", "name\nann\nann\n");
    refuse(422, "invalid_value", "", "name,skill\nann,\"1,\"\"name\"\":\"\"x\"\"\"\n");
    assertEquals("[]", server.get(HEROES).body());
  }

  private Reply refuse(int status, String name, String message, String lines) {
    Reply reply = server.post(HEROES, lines, CSV_IN);
    assertEquals(status, reply.status(), reply.body());
    assertEquals(name, reply.problem(), reply.body());
    if (!message.isEmpty()) {
      assertEquals(message, reply.json().member("message").text());
    }
    return reply;
  }

  @Test
  void shouldOnlyBeTakenAndGivenWhereRowsAre() {
    assertEquals(406, server.call("DELETE", HEROES + "/1", null, CSV_OUT).status());
    assertEquals(406, server.get("/schema/v1", CSV_OUT).status());
    assertEquals(415, server.call("PATCH", HEROES + "?id=eq.1", "skill\n1", CSV_IN).status());
    assertEquals(415, server.post("/rpc", "a", CSV_IN).status());
    for (String type : new String[] {"text/csv; header=absent", "text/csv; charset=latin1"}) {
      assertEquals(415, server.post(HEROES, "name\nann", "Content-Type", type).status(), type);
    }
  }

  @Test
  void shouldGiveOneRowByItsKeyAsOneLine() {
    server.post(HEROES, "name,notes,guild\n\"ann, jr\",\"say \"\"hi\"\"\",1\n", CSV_IN);
    gives("name,notes\n\"ann, jr\",\"say \"\"hi\"\"\"", HEROES + "/1?select=name,notes");
    gives("id,guild\n1,\"{\"\"name\"\":\"\"owls\"\"}\"", HEROES + "/1?select=id,guild(name)");
    gives("id,name\n1,owls", "/rest/v1/guilds/1");
    Reply row = server.get("/rest/v1/guilds/1", CSV_OUT);
    String tag = row.header("ETag");
    String[] known = {"Accept", "text/csv", "If-None-Match", tag};
    assertEquals(304, server.get("/rest/v1/guilds/1", known).status());
    assertEquals("not_found", server.get("/rest/v1/guilds/9", CSV_OUT).problem());
  }

  /**
   * Twice the JSON at most, whatever is in it; and the JSON is bounded before the write is done.
   */
  @Test
  void shouldBoundTheLinesAWriteGivesBack() {
    server.close();
    server = TestServer.start(folder, engine -> engine.resultLimitBytes(4096), config -> config);
    String[] back = {"Prefer", "return=representation", "Accept", "text/csv"};
    String quotes = "[" + "\"\",".repeat(700) + "0]";
    String path = HEROES + "?select=extra";
    Reply fits = server.post(path, "{\"name\":\"a\",\"extra\":" + quotes + "}", back);
    assertEquals(201, fits.status(), fits.body());
    int json = ("[{\"extra\":" + quotes + "}]").length();
    int lines = fits.body().length();
    assertEquals("extra\n\"\"".length() + quotes.length() + 2 * 700, lines);
    assertTrue(lines <= 2 * json, lines + " bytes of lines, " + json + " of JSON");
    String more = "[" + "\"\",".repeat(1_400) + "0]";
    Reply large = server.post(path, "{\"name\":\"b\",\"extra\":" + more + "}", back);
    assertEquals("result_too_large", large.problem(), large.body());
    assertEquals("name", server.get(HEROES + "?name=eq.b&select=name", CSV_OUT).body());
  }

  @Test
  void shouldGiveLinesUnlessJsonIsPreferred() {
    server.post(HEROES, "name\nann\n", CSV_IN);
    String path = HEROES + "?select=name";
    for (String accept :
        new String[] {
          "text/csv, */*",
          "*/*, text/csv",
          "text/csv, application/json",
          "application/json;q=0.5, text/csv;q=0.5",
          "text/csv;q=0.9, */*;q=0.1"
        }) {
      assertEquals("name\nann", server.get(path, "Accept", accept).body(), accept);
    }
    for (String accept :
        new String[] {
          "*/*",
          "application/json, text/csv;q=0.1",
          "text/csv;q=0.9, application/json",
          "text/csv;q=0, */*;q=0.1"
        }) {
      assertEquals("[{\"name\":\"ann\"}]", server.get(path, "Accept", accept).body(), accept);
    }
    String object = "text/csv;q=0.1, application/vnd.pgrst.object+json";
    assertEquals("{\"name\":\"ann\"}", server.get(path, "Accept", object).body());
    assertEquals(406, server.get(path, "Accept", "text/csv;q=0.0").status());
  }

  @Test
  void shouldTakeNoNoticeOfLinesWhereThereAreNone() {
    for (String path : new String[] {"/schema/v1", "/stats"}) {
      for (String accept : new String[] {"text/csv, */*", "text/csv, application/json"}) {
        assertEquals(200, server.get(path, "Accept", accept).status(), path);
      }
      assertEquals(406, server.get(path, CSV_OUT).status(), path);
    }
    assertEquals(200, server.get("/metrics", CSV_OUT).status());
  }

  @Test
  void shouldSayWhichTypesThereAre() {
    says("Only application/json or text/csv can be produced.", HEROES, "Accept", "image/png");
    says("Only application/json can be produced.", "/rpc", "Accept", "text/csv");
    says("Only application/json or text/csv in UTF-8 is taken.", HEROES, "Content-Type", "a/b");
    says("Only application/json in UTF-8 is taken.", "/rpc", "Content-Type", "text/csv");
  }

  private void says(String message, String path, String... header) {
    assertEquals(message, server.post(path, "{}", header).json().member("message").text());
  }

  @Test
  void shouldTellLinesFromJsonUnderOneKey() {
    String table =
        """
        {"name":"marks","primaryKey":["id"],"fields":[
          {"name":"id","type":"u64","generated":true},
          {"name":"note","type":"text","nullable":true}]}
        """;
    assertEquals(2, server.post("/schema/v1/tables", table).status() / 100);
    // As JSON a row without values; as lines a row of a column that is not taken.
    String body = "{\n}";
    String path = "/rest/v1/marks?columns=note";
    String[] json = {"Idempotency-Key", "k", "Content-Type", "application/json"};
    String[] lines = {"Idempotency-Key", "k", "Content-Type", "text/csv"};
    assertEquals(201, server.post(path, body, CSV_IN).status());
    assertEquals(201, server.post(path, body, json).status());
    Reply other = server.post(path, body, lines);
    assertEquals(422, other.status(), other.body());
    assertEquals("idempotency_key_reused", other.problem());
    Reply again = server.post(path, body, json);
    assertEquals("true", again.header("Idempotency-Replayed"), again.body());
  }

  @Test
  void shouldRefuseLinesThatAreLargerThanAReplyMayBe() {
    String list = "[" + "\"\",".repeat(200) + "0]";
    server.post(HEROES, "{\"name\":\"ann\",\"extra\":" + list + "}");
    server.close();
    QueryBounds bounds = new QueryBounds(10, 10, 10_000, 256, 800);
    server = TestServer.start(folder, engine -> engine, config -> config.queries(bounds));
    String path = HEROES + "?select=extra";
    assertEquals("[{\"extra\":" + list + "}]", server.get(path).body());
    assertEquals("result_too_large", server.get(path, CSV_OUT).problem());
  }

  @Test
  void shouldDoLinesWithAKeyOnce() {
    String[] keyed = {"Content-Type", "text/csv", "Idempotency-Key", "k1"};
    assertEquals(201, server.post(HEROES, "name\nann\n", keyed).status());
    Reply again = server.post(HEROES, "name\nann\n", keyed);
    assertEquals(201, again.status());
    assertEquals("true", again.header("Idempotency-Replayed"));
  }
}
