package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.suite.EchoPlugin;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What docs/HTTP.md says of JSON where RFC 8259 leaves the choice: at each limit, and one past it.
 */
class JsonLimitsTest {

  private static final String ROWS = "/rest/v1/things";
  private static final String MERGE = "resolution=merge-duplicates";
  private static final int MAX_BODY_BYTES = 1 << 20;
  private static final int MAX_VALUE_BYTES = 65_536;

  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(folder, new EchoPlugin());
    created("types", "{\"name\":\"Point\",\"fields\":[{\"name\":\"x\",\"type\":\"f32\"}]}");
    created(
        "tables",
        """
        {"name":"things","fields":[
          {"name":"id","type":"u64"},
          {"name":"data","type":"json","nullable":true},
          {"name":"note","type":"text","nullable":true},
          {"name":"at","type":"Point","nullable":true},
          {"name":"i8","type":"i8","default":0},
          {"name":"i64","type":"i64","default":0},
          {"name":"u64","type":"u64","default":0},
          {"name":"f32","type":"f32","default":0},
          {"name":"f64","type":"f64","default":0}],
         "primaryKey":["id"]}\
        """);
  }

  private static void created(String what, String document) {
    assertEquals(201, server.post("/schema/v1/" + what, document).status());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply put(String members) {
    return server.post(ROWS, "{\"id\":1," + members + "}", "Prefer", MERGE);
  }

  private static void accepted(Reply reply) {
    assertTrue(reply.status() < 300, reply.body());
  }

  private static void refused(int status, String name, Reply reply) {
    assertEquals(status, reply.status(), reply.body());
    assertEquals(name, reply.problem());
  }

  @Test
  void shouldNestSixtyFourDeepAndNoDeeper() {
    accepted(put("\"data\":" + "[".repeat(63) + "]".repeat(63)));
    refused(400, "invalid_json", put("\"data\":" + "[".repeat(64) + "]".repeat(64)));
    String open = "{\"a\":".repeat(62);
    accepted(put("\"data\":" + open + "{}" + "}".repeat(62)));
    refused(400, "invalid_json", put("\"data\":" + open + "{\"a\":{}}" + "}".repeat(62)));
  }

  @Test
  void shouldTakeABodyOfAMebibyteAndNoByteMore() {
    String row = "{\"id\":1,\"i8\":1}";
    String padding = " ".repeat(MAX_BODY_BYTES - row.length());
    accepted(server.post(ROWS, row + padding, "Prefer", MERGE));
    Reply reply = server.post(ROWS, row + padding + " ", "Prefer", MERGE);
    refused(413, "too_large", reply);
    assertEquals(Integer.toString(MAX_BODY_BYTES), reply.json().member("limit").text());
  }

  @Test
  void shouldKeepAValueOf64KibibytesAndNoByteMore() {
    String longest = "\"" + "x".repeat(MAX_VALUE_BYTES - 2) + "\"";
    accepted(put("\"data\":[ " + longest.substring(0, longest.length() - 3) + "\"]"));
    accepted(put("\"data\":" + longest));
    refused(422, "value_too_long", put("\"data\":\"y" + longest.substring(1)));
    String text = "\"" + "x".repeat(MAX_VALUE_BYTES);
    accepted(put("\"note\":" + text + "\""));
    refused(422, "value_too_long", put("\"note\":" + text + "x\""));
    String echo = "/rest/v1/rpc/suite.echo";
    assertEquals(200, server.post(echo, "{\"data\":" + longest + "}").status());
    refused(422, "value_too_long", server.post(echo, "{\"data\":\"y" + longest.substring(1) + "}"));
  }

  @ParameterizedTest
  @CsvSource({
    "i8,127,128",
    "i8,-128,-129",
    "i64,9223372036854775807,9223372036854775808",
    "i64,-9223372036854775808,-9223372036854775809",
    "u64,18446744073709551615,18446744073709551616",
    "u64,0,-1",
    "f32,3.4028235e38,3.4028236e38",
    "f64,1.7976931348623157e308,1.7976931348623159e308",
    "f64,-1.7976931348623157e308,-1e400",
  })
  void shouldTakeNumbersUpToTheirTypeAndRoundNone(String type, String last, String tooFar) {
    accepted(put("\"" + type + "\":" + last));
    String row = server.get(ROWS + "/1?select=" + type).body();
    assertEquals(Double.parseDouble(last), Double.parseDouble(row.replaceAll(".*:|}", "")), row);
    refused(422, "value_out_of_range", put("\"" + type + "\":" + tooFar));
  }

  @Test
  void shouldKeepNumbersOfAnySizeWithinJson() {
    String numbers = "[1e400,-1e-400,123456789012345678901234567890.0]";
    accepted(put("\"data\":" + numbers));
    assertEquals("{\"data\":" + numbers + "}", server.get(ROWS + "/1?select=data").body());
  }

  @Test
  void shouldRefuseAByteOrderMark() {
    byte[] row = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
    accepted(server.send("POST", ROWS, row, "Prefer", MERGE));
    refused(400, "invalid_json", server.send("POST", ROWS, bytes(0xEF, 0xBB, 0xBF, row)));
  }

  private static byte[] bytes(int a, int b, int c, byte[] rest) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(a);
    out.write(b);
    out.write(c);
    out.writeBytes(rest);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\ud83dx", "\\ud83d\\u0041"})
  void shouldRefuseHalvesOfSurrogatePairs(String text) {
    accepted(put("\"note\":\"\\ud83d\\ude00\""));
    assertEquals("{\"note\":\"😀\"}", server.get(ROWS + "/1?select=note").body());
    refused(400, "invalid_json", put("\"note\":\"" + text + "\""));
    refused(400, "invalid_json", put("\"data\":\"" + text + "\""));
  }

  @ParameterizedTest
  @CsvSource({
    "C2 80, C1 BF", // the least of two bytes, and one that needs only one
    "DF BF, DF", // and one that is cut
    "E0 A0 80, E0 9F BF",
    "ED 9F BF, ED A0 80", // before the surrogates, and the first of them
    "EE 80 80, ED BF BF",
    "F4 8F BF BF, F4 90 80 80", // the last of Unicode, and one past it
    "7F, FF",
  })
  void shouldTakeUtf8AndNothingElse(String good, String bad) {
    accepted(server.send("POST", ROWS, note(good), "Prefer", MERGE));
    refused(400, "invalid_json", server.send("POST", ROWS, note(bad), "Prefer", MERGE));
  }

  private static byte[] note(String hex) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("{\"id\":1,\"note\":\"".getBytes(StandardCharsets.UTF_8));
    for (String b : hex.split(" ", -1)) {
      out.write(Integer.parseInt(b, 16));
    }
    out.writeBytes("\"}".getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  @Test
  void shouldKeepANameGivenTwiceWhereNobodyLooksInside() {
    String twice = "{\"a\":1,\"a\":{\"b\":2,\"\\u0062\":3}}";
    accepted(put("\"data\":" + twice));
    assertEquals("{\"data\":" + twice + "}", server.get(ROWS + "/1?select=data").body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/rest/v1/things           | {\"id\":1,\"i8\":1,\"i8\":2}",
        "/rest/v1/things           | {\"id\":1,\"i8\":1,\"\\u00698\":2}",
        "/rest/v1/things           | [{\"id\":1},{\"id\":2,\"at\":{\"x\":1,\"x\":1}}]",
        "/rest/v1/things?columns=id| {\"id\":1,\"other\":1,\"other\":2}",
        "/rest/v1/rpc/suite.echo   | {\"data\":1,\"data\":2}",
        "/batch                    | {\"operations\":[],\"operations\":[]}",
        "/batch | {\"operations\":[{\"op\":\"delete\",\"table\":\"things\",\"key\":1,\"key\":2}]}",
        "/schema/v1/types | {\"name\":\"T\",\"fields\":[{\"name\":\"x\",\"name\":\"x\",\"type\":\"f32\"}]}",
      })
  void shouldRefuseANameGivenTwiceWhereEveryMemberCounts(String path, String body) {
    refused(400, "duplicate_name", server.post(path, body));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"i8\":1,\"i8\":1}", "{\"i8\":{\"$add\":1,\"$add\":2}}"})
  void shouldRefuseChangesGivenTwice(String body) {
    accepted(put("\"i8\":1"));
    refused(400, "duplicate_name", server.call("PATCH", ROWS + "/1", body));
  }

  @Test
  void shouldNoticeTheThirteenthNameToo() {
    StringBuilder members = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      members.append("\"n").append(i).append("\":0,");
    }
    String columns = ROWS + "?columns=id";
    accepted(server.post(columns, "{" + members + "\"id\":40}"));
    String again = "{" + members + "\"id\":41,\"\\u006e13\":0}";
    refused(400, "duplicate_name", server.post(columns, again));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"db.schema\"}         | -32600",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.get\",\"params\":{\"table\":\"things\",\"key\":1,\"key\":2}} | -32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.batch\",\"params\":{\"operations\":[],\"operations\":[]}} | -32602",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"suite.echo\",\"params\":{\"data\":1,\"data\":2}} | -32602",
      })
  void shouldRefuseCallsThatSayANameTwice(String body, String code) {
    Reply reply = server.post("/rpc", body);
    assertEquals(200, reply.status());
    assertEquals(code, reply.json().member("error").member("code").text(), reply.body());
  }

  @Test
  void shouldTakeAThousandCallsInABatchAndNoneMore() {
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"suite.echo\",\"params\":[1]}";
    String thousand = (call + ",").repeat(999) + call;
    assertEquals(1000, server.post("/rpc", "[" + thousand + "]").json().values().size());
    Reply more = server.post("/rpc", "[" + thousand + "," + call + "]");
    assertEquals("-32600", more.json().member("error").member("code").text());
  }
}
