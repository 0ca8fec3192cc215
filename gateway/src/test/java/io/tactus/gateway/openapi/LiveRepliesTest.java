package io.tactus.gateway.openapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.access.Role;
import io.tactus.gateway.access.TestKeys;
import io.tactus.gateway.http.HttpLimits;
import io.tactus.gateway.openapi.ApiDocument.Operation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every operation of a document of a rich schema is called, well and badly, and each reply held
 * against the document: status, headers, media type, body. Requests that are taken must be ones the
 * document allows.
 */
class LiveRepliesTest {

  private static final String HERO = "/rest/v1/heroes/" + RichSchema.HERO_ID;
  private static final String REPRESENT = "return=representation";

  @TempDir private Path folder;
  private TestServer server;
  private LiveCalls live;
  private String admin;
  private String powerless;
  private String hasty;
  private TestKeys keys;

  @BeforeEach
  void start() {
    keys = new TestKeys(folder);
    admin = keys.create("admin", Role.ADMIN);
    powerless = keys.create("powerless", Role.NONE, "read:nothing");
    hasty = keys.create("hasty", Role.ADMIN, Optional.empty(), 1);
    server =
        TestServer.start(
            folder.resolve("data"),
            engine -> engine,
            config ->
                config
                    .access(keys.config())
                    .http(HttpLimits.builder().maxBodyBytes(1 << 16).bodyTimeoutMs(2_000).build()),
            new RichSchema.Procedures());
    RichSchema.declare(server, "apikey", admin);
    live = new LiveCalls(server, admin);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldAnswerAsTheDocumentSays() throws Exception {
    ApiDocument all = live.document();
    for (Operation operation : all.operations()) {
      refusals(operation);
    }
    insert();
    query();
    rows();
    LiveTables.run(live);
    bulk();
    procedures();
    transactions();
    operations();
    LiveStreams.run(live, server, admin);
    LiveFaults faults = new LiveFaults(live, server, admin);
    faults.whileRecovering(keys, folder.resolve("recovering"), all);
    faults.slowBodies(all);
    schema();
    live.demandAll(all);
  }

  /** What any operation refuses alike. */
  private void refusals(Operation operation) {
    String path = operation.path().replaceAll("\\{[a-z]+}", "missing");
    String body = operation.takesBody() ? "{\"nothing\":1}" : null;
    boolean open = operation.id().startsWith("health");
    if (!open) {
      live.bare(401, operation.method(), path, body);
      boolean named = List.of("batch", "rpc", "ws", "changes").contains(operation.id());
      if (!named) {
        live.bare(403, operation.method(), path, body, "apikey", powerless);
      }
      live.bare(400, operation.method(), path, body, "apikey", admin, "apikey", admin);
      live.refusedTo(hasty, operation.method(), path, body);
    }
    if (!List.of("backup", "metrics").contains(operation.id())) {
      live.bad(406, operation.method(), path, body, "Accept", "text/html");
    }
    if (operation.takesBody()) {
      live.bare(415, operation.method(), path, "{}", "apikey", admin, "Content-Type", "text/plain");
    }
    if (operation.takesBody() || operation.method().equals("DELETE")) {
      live.bad(413, operation.method(), path, "[" + " ".repeat(1 << 16) + "]");
    }
  }

  private void insert() {
    String guilds = "/rest/v1/guilds";
    live.good(201, "POST", guilds, "{\"name\":\"red\"}");
    live.good(
        201, "POST", guilds, "[{\"name\":\"blue\"},{\"name\":\"grey\"}]", "Prefer", REPRESENT);
    live.good(201, "POST", guilds, "{\"name\":\"green\"}", "Prefer", "return=headers-only");
    String upsert = "return=representation,resolution=merge-duplicates,count=exact";
    live.good(200, "POST", guilds, "[{\"id\":1,\"name\":\"red\"}]", "Prefer", upsert);
    live.good(200, "POST", guilds + "?on_conflict=name", "{\"name\":\"red\"}", "Prefer", upsert);
    String[] csv = {"apikey", admin, "Content-Type", "text/csv"};
    live.bare(201, "POST", guilds, "name\nblack\n", csv);
    live.bad(400, "POST", guilds, "name\nblack,2\n", "Content-Type", "text/csv");
    live.bad(409, "POST", guilds, "{\"name\":\"red\"}");
    live.bad(422, "POST", guilds, "{\"name\":\"far too long a name\"}");
    live.bad(400, "POST", guilds, "{\"name\":\"x\",\"what\":1}");
    live.bad(400, "POST", guilds, "{");

    live.good(201, "POST", "/rest/v1/members", "{\"guild\":1,\"nick\":\"ann\"}");
    live.good(
        201, "POST", "/rest/v1/members", "{\"guild\":1,\"nick\":\"bob\"}", "Prefer", REPRESENT);
    live.bad(409, "POST", "/rest/v1/members", "{\"guild\":77,\"nick\":\"bob\"}");
    live.bad(422, "POST", "/rest/v1/members", "{\"guild\":1,\"nick\":\"cid\",\"rank\":10}");

    live.good(201, "POST", "/rest/v1/heroes", hero(1, "Ann"), "Prefer", REPRESENT);
    String full =
        """
        {"id":"%s2","name":"Bob","bool":false,"i8":-128,"i16":32767,"i32":-10,
         "i64":-9223372036854775808,"u8":255,"u16":65535,"u32":4294967295,
         "u64":18446744073709551615,"f32":3.4028235e38,"f64":0,
         "seen":"2026-11-22T20:00:00.123456Z","rest":"PT0.000001S","story":"long \\u00fc",
         "icon":"AAEC","extra":{"a":[1,null]},"region":"us","other":"eu",
         "position":{"x":1,"y":2.5,"z":100},
         "body":{"at":{"x":0,"y":0,"z":0},"home":"us","marks":[1,255]},"stats":[-1,0,1],
         "path":[{"x":0,"y":0,"z":0},{"x":1,"y":1,"z":1}],"guild":1,"member":[1,"ann"],
         "friend":"%s1"}"""
            .formatted(RichSchema.HERO_ID, RichSchema.HERO_ID);
    Reply made = live.good(201, "POST", "/rest/v1/heroes", full, "Prefer", REPRESENT);
    assertAllFields(made);
    live.good(201, "POST", "/rest/v1/heroes?select=id,name", hero(3, "Cid"), "Prefer", REPRESENT);
    live.good(201, "POST", "/rest/v1/heroes?columns=id,name", hero(4, "Dan"));
    live.bad(422, "POST", "/rest/v1/heroes", "{\"name\":\"x\"}");
  }

  /** Without select no field is missing, which the document leaves open. */
  private void assertAllFields(Reply reply) {
    var properties =
        live.document().json().at("/components/schemas/heroes.row/properties").propertyNames();
    String row = reply.body();
    int at = 0;
    for (String name : properties) {
      int found = row.indexOf("\"" + name + "\":", at);
      assertTrue(found >= at, () -> name + " is not in its place in " + row);
      at = found;
    }
  }

  private static String hero(int digit, String name) {
    return "{\"id\":\"" + RichSchema.HERO_ID + digit + "\",\"name\":\"" + name + "\"}";
  }

  private void query() {
    String heroes = "/rest/v1/heroes";
    live.good(200, "GET", heroes, null);
    live.good(200, "GET", heroes + "?order=name.desc&limit=1&offset=1", null);
    live.good(200, "GET", heroes + "?i32=gte.-10&i32=lt.5&position.x=gt.0&select=id,name", null);
    live.good(200, "GET", heroes + "?or=(name.eq.Ann,u8.eq.255)&region=in.(eu,us)", null);
    live.good(200, "GET", heroes + "?position=near.(1,2,3,500)", null);
    live.good(200, "GET", heroes + "?select=id,guild(name),at:position", null);
    live.good(200, "GET", heroes + "?select=region,count()", null);
    live.good(206, "GET", heroes + "?limit=1", null, "Prefer", "count=exact");
    live.good(206, "GET", heroes, null, "Prefer", "count=exact", "Range", "0-1");
    String object = "application/vnd.pgrst.object+json";
    live.good(200, "GET", heroes + "?name=eq.Bob", null, "Accept", object);
    live.good(200, "GET", heroes, null, "Accept", "application/vnd.pgrst.plan+json");
    live.good(200, "GET", heroes, null, "Accept", "application/vnd.pgrst.plan+text");
    live.good(200, "GET", heroes, null, "Accept", "text/csv");
    live.bad(406, "GET", heroes, null, "Accept", object);
    live.bad(416, "GET", heroes + "?offset=9", null, "Prefer", "count=exact");
    live.bad(400, "GET", heroes + "?what=eq.1", null);
    live.bad(400, "GET", heroes, null, "Prefer", "handling=strict,what=1");
    live.good(200, "GET", "/rest/v1/guilds", null);
    live.bad(400, "GET", "/rest/v1/guilds?name=what.1", null);
    live.good(200, "GET", "/rest/v1/members?guild=eq.1", null);
    live.bad(400, "GET", "/rest/v1/members?order=what", null);
  }

  private void rows() {
    Reply row = live.good(200, "GET", HERO + "2", null);
    assertAllFields(row);
    live.good(200, "GET", HERO + "2?select=name,guild(name)", null, "Accept", "text/csv");
    String tag = row.header("ETag");
    live.good(304, "GET", HERO + "2", null, "If-None-Match", tag);
    live.good(200, "GET", HERO + "2?select=name", null, "If-Match", tag);
    live.bad(412, "GET", HERO + "2", null, "If-Match", "\"1\"");
    live.bad(404, "GET", HERO + "9", null);
    live.bad(422, "GET", "/rest/v1/heroes/none", null);
    String change =
        """
        {"i32":{"$add":1},"u64":{"$min":5},"f64":{"$max":1},"seen":{"$add":"PT1S"},
         "rest":{"$max":"PT2S"},"position.x":7,"stats.0":1,"region":"eu","i16":null}""";
    live.good(204, "PATCH", HERO + "2", change);
    live.good(200, "PATCH", HERO + "2", "{\"u8\":1}", "Prefer", REPRESENT);
    live.bad(422, "PATCH", HERO + "2", "{\"i32\":{\"$add\":100}}");
    live.bad(412, "PATCH", HERO + "2", "{\"u8\":1}", "If-Match", tag);
    live.bad(404, "PATCH", HERO + "9", "{\"u8\":1}");
    live.bad(400, "PATCH", HERO + "2", "{\"what\":1}");
    live.good(201, "PUT", HERO + "5", "{\"name\":\"Eve\"}");
    live.good(200, "PUT", HERO + "5", hero(5, "Eva"), "Prefer", REPRESENT);
    live.good(204, "PUT", HERO + "5", hero(5, "Eve"));
    live.bad(412, "PUT", HERO + "5", "{\"name\":\"Eve\"}", "If-None-Match", "*");
    live.bad(409, "PUT", HERO + "6", "{\"name\":\"Eve\"}");
    live.bad(422, "PUT", HERO + "6", "{}");
    live.good(200, "DELETE", HERO + "5", null, "Prefer", REPRESENT);
    live.bad(404, "DELETE", HERO + "5", null);
    live.bad(409, "DELETE", HERO + "1", null);
    live.good(204, "DELETE", HERO + "4", null, "Prefer", "tx=commit");

    live.good(200, "GET", "/rest/v1/guilds/1", null);
    live.good(201, "PUT", "/rest/v1/guilds/50", "{\"name\":\"new\"}");
    live.good(204, "PATCH", "/rest/v1/guilds/50", "{\"name\":\"old\"}");
    live.good(204, "DELETE", "/rest/v1/guilds/50", null, "Idempotency-Key", "first");
    live.good(204, "DELETE", "/rest/v1/guilds/50", null, "Idempotency-Key", "first");
    live.bad(422, "DELETE", "/rest/v1/guilds/51", null, "Idempotency-Key", "first");

    live.good(200, "GET", "/rest/v1/members/1,ann", null);
    live.bad(400, "GET", "/rest/v1/members/1", null);
    live.good(201, "PUT", "/rest/v1/members/2,cid", "{\"rank\":3}");
    live.good(204, "PATCH", "/rest/v1/members/2,cid", "{\"rank\":{\"$add\":1}}");
    live.good(204, "DELETE", "/rest/v1/members/2,cid", null);
  }

  private void bulk() {
    live.good(204, "PATCH", "/rest/v1/heroes?i32=gte.-10", "{\"u8\":{\"$add\":1}}");
    live.good(
        200, "PATCH", "/rest/v1/heroes?name=eq.Ann&order=id", "{\"u8\":9}", "Prefer", REPRESENT);
    live.bad(400, "PATCH", "/rest/v1/heroes", "{\"u8\":9}");
    live.bad(422, "PATCH", "/rest/v1/heroes?i32=gte.-10", "{\"i32\":{\"$add\":21}}");
    live.good(204, "DELETE", "/rest/v1/heroes?name=eq.nobody", null, "Prefer", "count=exact");
    live.bad(400, "DELETE", "/rest/v1/heroes", null);
    live.bad(400, "DELETE", "/rest/v1/heroes?i32=gte.-10", null, "Prefer", "max-affected=1");
    live.good(204, "PATCH", "/rest/v1/guilds?id=eq.1", "{\"name\":\"red\"}");
    live.good(200, "DELETE", "/rest/v1/guilds?name=eq.grey", null, "Prefer", REPRESENT);
    live.good(204, "PATCH", "/rest/v1/members?nick=eq.ann", "{\"rank\":2}");
    live.good(204, "DELETE", "/rest/v1/members?nick=eq.nobody", null);
  }

  private void procedures() {
    String rpc = "/rest/v1/rpc/";
    String everything =
        """
        {"a_bool":true,"a_i8":-1,"a_i16":1,"a_i32":1,"a_i64":1,"a_u8":1,"a_u16":1,"a_u32":1,
         "a_u64":18446744073709551615,"a_f32":0.5,"a_f64":1e300,
         "a_timestamp":"2026-01-01T00:00:00Z","a_duration":"-PT1.5S",
         "a_uuid":"00000000-0000-4000-8000-000000000001","a_string":"text","a_json":[1,{}]}""";
    live.good(200, "POST", rpc + "rich.echo", everything);
    live.good(200, "POST", rpc + "rich.echo", "{}");
    live.good(200, "GET", rpc + "rich.echo?a_u8=7&a_string=x", null);
    live.bad(422, "GET", rpc + "rich.echo?a_u8=256", null);
    live.bad(422, "POST", rpc + "rich.echo", "{\"what\":1}");
    live.good(200, "POST", rpc + "rich.sum", "{\"a\":1,\"b\":2}");
    live.bad(422, "POST", rpc + "rich.sum", "{\"a\":1}");
    live.good(204, "POST", rpc + "rich.nothing", "{}");
    live.good(204, "POST", rpc + "rich.nothing", null);
    live.good(204, "POST", rpc + "rich.refuse", "{\"why\":\"\"}");
    live.bad(422, "POST", rpc + "rich.refuse", "{\"why\":\"no_reason\"}");
  }

  private void transactions() {
    String batch =
        """
        {"operations":[
          {"op":"insert","table":"guilds","row":{"name":"gold"}},
          {"op":"upsert","table":"guilds","row":{"id":60,"name":"pink"}},
          {"op":"update","table":"guilds","key":"$0.id","set":{"name":"Gold"},"where":"id=gt.0"},
          {"op":"call","procedure":"rich.sum","params":{"a":1,"b":2}},
          {"op":"delete","table":"guilds","key":60}],"deferReferences":true}""";
    live.good(200, "POST", "/batch", batch.replace("true}", "true,\"dryRun\":true}"));
    live.good(200, "POST", "/batch", batch);
    live.bad(409, "POST", "/batch", batch);
    String update =
        "{\"operations\":[{\"op\":\"update\",\"table\":\"guilds\",\"key\":99,\"set\":{}}]}";
    live.bad(404, "POST", "/batch", update);
    live.bad(
        412, "POST", "/batch", update.replace("99", "1").replace("{}}", "{},\"ifVersion\":1}"));
    live.bad(400, "POST", "/batch", "{\"operations\":[{\"op\":\"dance\"}]}");

    rpc("db.schema", "{}");
    rpc("db.get", "{\"table\":\"guilds\",\"key\":1}");
    rpc("db.query", "{\"table\":\"guilds\",\"filter\":\"id=gt.0\",\"limit\":2}");
    rpc("db.insert", "{\"table\":\"guilds\",\"rows\":[{\"name\":\"a\"},{\"name\":\"b\"}]}");
    rpc("db.update", "{\"table\":\"guilds\",\"key\":1,\"set\":{\"name\":\"red\"}}");
    rpc("db.upsert", "{\"table\":\"guilds\",\"row\":{\"id\":70,\"name\":\"c\"}}");
    rpc("db.delete", "{\"table\":\"guilds\",\"key\":70}");
    rpc("db.batch", "{\"operations\":[]}");
    rpc("rich.sum", "[1,2]");
    rpc("rich.refuse", "{\"why\":\"not_now\"}");
    String sum = "{\"jsonrpc\":\"2.0\",\"method\":\"rich.sum\",\"params\":[1,2]}";
    live.good(204, "POST", "/rpc", sum);
    live.good(200, "POST", "/rpc", "[" + sum + "," + sum.replace("]}", "],\"id\":\"x\"}") + "]");
    live.bad(200, "POST", "/rpc", "{");
    live.bad(200, "POST", "/rpc", "[1]");
    live.bad(200, "POST", "/rpc", "{\"jsonrpc\":\"2.0\",\"method\":\"what\",\"id\":1}");
    live.bad(400, "POST", "/rpc", sum, "Idempotency-Key", "\"\"");
  }

  private void rpc(String method, String params) {
    live.good(
        200,
        "POST",
        "/rpc",
        "{\"jsonrpc\":\"2.0\",\"method\":\"" + method + "\",\"params\":" + params + ",\"id\":1}");
  }

  private void operations() {
    live.good(200, "GET", "/health/live", null);
    live.good(200, "GET", "/health/ready", null);
    live.good(200, "GET", "/stats", null);
    live.good(200, "GET", "/metrics", null);
    live.good(202, "POST", "/admin/v1/snapshots", null);
    live.good(200, "POST", "/admin/v1/snapshots?wait=true", null);
    live.good(200, "GET", "/admin/v1/snapshots", null);
    live.good(200, "GET", "/admin/v1/backup", null);
    live.good(200, "GET", "/openapi.json", null);
    live.good(304, "GET", "/openapi.json", null, "If-None-Match", "*");
  }

  private void schema() {
    String schema = live.good(200, "GET", "/schema/v1", null).body();
    live.good(200, "PUT", "/schema/v1", schema);
    live.good(200, "PUT", "/schema/v1?dryRun=true", "{\"tables\":[]}");
    live.bad(409, "PUT", "/schema/v1", "{\"tables\":[]}");
    live.good(200, "GET", "/schema/v1/types", null);
    live.good(200, "GET", "/schema/v1/types/Vec3", null);
    live.bad(404, "GET", "/schema/v1/types/None", null);
    String mood = "{\"name\":\"Mood\",\"enum\":[\"good\",\"bad\"]}";
    live.good(200, "POST", "/schema/v1/types?dryRun=true", mood);
    live.good(201, "POST", "/schema/v1/types", mood);
    live.bad(409, "POST", "/schema/v1/types", mood);
    live.good(204, "DELETE", "/schema/v1/types/Mood", null);
    live.bad(409, "DELETE", "/schema/v1/types/Vec3", null);
    live.good(200, "GET", "/schema/v1/tables", null);
    live.good(200, "GET", "/schema/v1/tables/heroes", null);
    live.bad(404, "GET", "/schema/v1/tables/none", null);
    String table = RichSchema.GUILDS.replace("guilds", "clans");
    live.good(201, "POST", "/schema/v1/tables", table);
    live.bad(409, "POST", "/schema/v1/tables", table);
    live.bad(422, "POST", "/schema/v1/tables", table.replace("u64", "u65"));
    live.good(200, "PATCH", "/schema/v1/tables/clans", "{\"name\":\"tribes\"}");
    live.bad(409, "PATCH", "/schema/v1/tables/tribes", "{\"name\":\"guilds\"}");
    String fields = "/schema/v1/tables/tribes/fields";
    live.good(201, "POST", fields, "{\"name\":\"rank\",\"type\":\"u8\",\"default\":1}");
    live.bad(409, "POST", fields, "{\"name\":\"rank\",\"type\":\"u8\"}");
    live.good(200, "PATCH", fields + "/rank", "{\"type\":\"u16\",\"max\":100,\"default\":null}");
    live.bad(422, "PATCH", fields + "/rank", "{\"type\":\"what(\"}");
    String indexes = "/schema/v1/tables/tribes/indexes";
    String index = "{\"name\":\"by_rank\",\"fields\":[\"rank\"],\"kind\":\"ordered\"}";
    live.good(201, "POST", indexes, index);
    live.bad(409, "POST", indexes, index);
    live.good(204, "DELETE", indexes + "/by_rank", null);
    live.bad(404, "DELETE", indexes + "/by_rank", null);
    live.good(204, "DELETE", fields + "/rank", null);
    live.bad(404, "DELETE", fields + "/rank", null);
    live.good(200, "DELETE", "/schema/v1/tables/tribes?dryRun=true", null);
    live.good(204, "DELETE", "/schema/v1/tables/tribes", null);
    live.bad(404, "DELETE", "/schema/v1/tables/tribes", null);
  }

  /** A document that is wrong is noticed: each change makes the same reply a fault. */
  @Test
  void shouldNoticeADocumentThatIsWrong() {
    Reply made = server.post("/rest/v1/guilds", "{\"name\":\"red\"}", "apikey", admin);
    assertEquals(201, made.status());
    Reply row = server.get("/rest/v1/guilds/1", "apikey", admin);
    Reply missing = server.get("/rest/v1/guilds/2", "apikey", admin);
    String json = server.get("/openapi.json", "apikey", admin).body();
    ApiDocument right = ApiDocument.parse(json);
    Operation read = right.find("GET", "/rest/v1/guilds/1");
    assertEquals(List.of(), right.replyFaults(read, row));
    assertEquals(List.of(), right.replyFaults(read, missing));
    String name = "\"name\":{\"type\":\"string\",\"maxLength\":16";
    String described = "\"guilds.row\":{\"type\":\"object\"";
    assertNoticed(json, name, "\"name\":{\"type\":\"integer\",\"maxLength\":16", row);
    assertNoticed(json, described, "\"guilds.row\":{\"type\":\"array\"", row);
    assertNoticed(json, described, "\"guilds.row\":{\"required\":[\"what\"]", row);
    assertNoticed(json, "\"headers\":{\"ETag\":", "\"headers\":{\"Tag\":", row);
    String status = "\"200\":{\"description\":\"The row.\"";
    assertNoticed(json, status, status.replace("200", "218"), row);
    assertNoticed(json, "application/problem+json", "application/json", missing);
    assertNoticed(json, "\"404\":", "\"418\":", missing);
    assertNoticed(json, "\"const\":404", "\"const\":405", missing);
    assertNoticed(json, "\"title\":{\"type\":\"string\"}", "\"title\":{\"enum\":[]}", missing);
  }

  private static void assertNoticed(String json, String from, String to, Reply reply) {
    String changed = json.replace(from, to);
    assertFalse(changed.equals(json), () -> from + " is not in the document");
    ApiDocument wrong = ApiDocument.parse(changed);
    List<String> faults = wrong.replyFaults(wrong.find("GET", "/rest/v1/guilds/1"), reply);
    assertFalse(faults.isEmpty(), () -> "went unnoticed: " + to);
  }
}
