package io.tactus.tools.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import io.tactus.tools.admin.CannedServer.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminCommandsTest {

  private static final String REFUSAL =
      """
      {"type":"https://tactus.example/problems/unique_violation","title":"Conflict","status":409,
       "detail":"there is one already","code":"23505","table":"players","field":"name",
       "failedIndex":2,"hint":"choose another"}
      """;

  @TempDir private Path folder;
  private CannedServer server;

  @BeforeEach
  void start() throws IOException {
    server = new CannedServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldListRowsAsATableWithFiltersEncoded() {
    server.answer(200, "[{\"id\":1,\"name\":\"Ann\"},{\"id\":12,\"name\":null}]");
    CommandRun run =
        run("rows", "list", "players", "name=like.A b*", "--order", "id.desc", "--limit", "10");
    assertEquals("id  name\n 1  Ann\n12\n(2 rows)\n", run.stdout());
    assertEquals("/rest/v1/players?name=like.A%20b*&order=id.desc&limit=10", asked().target());
  }

  @Test
  void shouldPrintTheServersJsonUntouched() {
    server.answer(200, "[{\"id\":18446744073709551615,\"x\":1.50}]");
    assertEquals(
        "[{\"id\":18446744073709551615,\"x\":1.50}]\n",
        run("rows", "list", "players", "--json").stdout());
  }

  @Test
  void shouldWatchUntilItHasSeenEnoughAndConnectAgainAfterTheLastId() {
    String stream =
        ": hello\n\nid: 1:7\nevent: rows\ndata: {\"sequence\":7,\"tick\":1,\"table\":\"players\","
            + "\"rows\":[{\"id\":1}]}\n\n";
    server.answer(200, stream).answer(200, stream);
    CommandRun run =
        run("watch", "players", "--filter", "skill=gte.1", "--old", "--json", "--count", "2");
    String event =
        "{\"event\":\"rows\",\"id\":\"1:7\",\"sequence\":7,\"tick\":1,\"table\":\"players\","
            + "\"rows\":[{\"id\":1}]}\n";
    assertEquals(event + event, run.stdout());
    assertEquals("/changes?table=players&skill=gte.1&old=true", server.asked().get(0).target());
    assertEquals("1:7", server.asked().get(1).lastEventId());
    assertTrue(run.stderr().contains("connecting again, after 1:7"), run.stderr());
  }

  @Test
  void shouldSayWhyThereIsNothingToWatch() {
    server.answer(
        200,
        "event: error\ndata: {\"type\":\"https://tactus.io/problems/table_dropped\","
            + "\"detail\":\"The table was dropped by 9.\"}\n\n");
    CommandRun run = run("watch", "players");
    assertEquals(ExitCode.NO, run.exitCode());
    assertTrue(run.stderr().contains("table_dropped"), run.stderr());
    server.answer(410, REFUSAL);
    assertEquals(ExitCode.NO, run("watch", "players", "--since", "1:1").exitCode());
  }

  @Test
  void shouldShowOneRowWithItsVersion() {
    server.answer(200, "{\"id\":7,\"name\":\"Ann\"}");
    CommandRun run = run("rows", "get", "scores", "7,a b");
    assertEquals("id    7\nname  Ann\nversion 41\n", run.stdout());
    assertEquals("/rest/v1/scores/7,a%20b", asked().target());
  }

  @Test
  void shouldInsertWordsAsJson() {
    server.answer(201, "[{\"id\":1}]");
    run("rows", "insert", "players", "name=Ann", "skill=1500", "tags=[1,2]", "note=");
    assertEquals("POST", asked().method());
    assertEquals("return=representation", asked().prefer());
    assertEquals("{\"name\":\"Ann\",\"skill\":1500,\"tags\":[1,2],\"note\":\"\"}", asked().body());
  }

  @Test
  void shouldInsertAFile() throws IOException {
    Path file = folder.resolve("rows.json");
    Files.writeString(file, "[{\"id\":1},{\"id\":2}]");
    server.answer(201, "[{\"id\":1},{\"id\":2}]");
    CommandRun run = run("rows", "insert", "players", "--file", file.toString());
    assertEquals("id\n 1\n 2\n(2 rows)\n", run.stdout());
  }

  @Test
  void shouldSetFieldsUnderAVersion() {
    server.answer(200, "{\"id\":7,\"gold\":5}");
    run("rows", "set", "players", "7", "gold={\"$add\":-5}", "--if-version", "12");
    assertEquals("PATCH", asked().method());
    assertEquals("\"12\"", asked().ifMatch());
    assertEquals("{\"gold\":{\"$add\":-5}}", asked().body());
  }

  @Test
  void shouldDeleteUntilTheFirstRefusal() {
    server.answer(204, "").answer(404, "{\"title\":\"Not Found\",\"detail\":\"no row 8\"}");
    CommandRun run = run("rows", "delete", "players", "7", "8", "9");
    assertEquals(ExitCode.NO, run.exitCode());
    assertEquals("deleted 7\n", run.stdout());
    assertEquals(2, server.asked().size());
  }

  @Test
  void shouldSayEverythingARefusalSays() {
    server.answer(409, REFUSAL);
    CommandRun run = run("rows", "insert", "players", "name=Ann");
    assertEquals(ExitCode.NO, run.exitCode());
    assertEquals(
        """
        error: refused with 409: there is one already
          code: 23505
          name: unique_violation
          operation: 2
          table: players
          field: name
          hint: choose another
        """,
        run.stderr());
  }

  @Test
  void shouldCreateEachTableOfAnArray() {
    server.answer(201, "{}").answer(201, "{}");
    CommandRun run = run("schema", "create", "[{\"name\":\"a\"},{\"name\":\"b\"}]");
    assertEquals("created a\ncreated b\n", run.stdout());
    assertEquals("{\"name\":\"b\"}", server.asked().get(1).body());
  }

  @Test
  void shouldListTables() {
    server.answer(200, "[{\"name\":\"p\",\"fields\":[{\"name\":\"id\"}],\"primaryKey\":[\"id\"]}]");
    assertEquals(
        "table  primary key  fields\np      id           id\n", run("schema", "list").stdout());
  }

  @Test
  void shouldShowATableToPeople() {
    server.answer(
        200,
        """
        {"name":"players","fields":[
          {"name":"id","type":"u64","generated":true},
          {"name":"skill","type":"f64","default":1500,"min":0},
          {"name":"guild","type":"ref(guilds)","nullable":true,"onDelete":"setNull"}],
         "primaryKey":["id"],
         "indexes":[{"name":"by_skill","kind":"ordered","fields":["skill","id"],"unique":true}]}
        """);
    assertEquals(
        """
        table players, primary key id
        field  type         null  default  more
        id     u64                         generated
        skill  f64                   1500  min 0
        guild  ref(guilds)  yes            onDelete setNull

        index     kind     fields     more
        by_skill  ordered  skill, id  unique
        """,
        run("schema", "show", "players").stdout());
  }

  @Test
  void shouldSayThatThereAreNoRows() {
    server.answer(200, "[]");
    assertEquals("(0 rows)\n", run("rows", "list", "players").stdout());
  }

  @Test
  void shouldCallProceduresOverJsonRpc() {
    server.answer(200, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"ticket\":9}}");
    CommandRun run = run("call", "matchmaker.enqueue", "player=7", "regions=[\"eu\"]");
    assertEquals("ticket  9\n", run.stdout());
    assertEquals(
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"matchmaker.enqueue\","
            + "\"params\":{\"player\":7,\"regions\":[\"eu\"]}}",
        asked().body());
  }

  @Test
  void shouldShowTheProblemInsideAnRpcError() {
    server.answer(
        200,
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32000,\"message\":\"refused\",\"data\":"
            + REFUSAL
            + "}}");
    CommandRun run = run("call", "x");
    assertEquals(ExitCode.NO, run.exitCode());
    assertTrue(run.stderr().contains("name: unique_violation"), run.stderr());
  }

  @Test
  void shouldWrapABareArrayOfOperations() {
    server.answer(200, "{\"sequence\":9,\"tick\":3,\"results\":[{\"key\":1,\"version\":9}]}");
    CommandRun run = run("batch", "--dry-run", "[{\"op\":\"delete\",\"table\":\"t\",\"key\":1}]");
    assertEquals("key  version\n  1        9\n(1 row)\nsequence 9, tick 3\n", run.stdout());
    assertEquals(
        "{\"operations\":[{\"op\":\"delete\",\"table\":\"t\",\"key\":1}],\"dryRun\":true}",
        asked().body());
  }

  @Test
  void shouldExitOneWhenTheServerIsNotReady() {
    server.answer(503, "{\"status\":\"recovering\"}");
    CommandRun run = run("health");
    assertEquals(ExitCode.NO, run.exitCode());
    assertEquals("not ready (503)\nstatus  recovering\n", run.stdout());
  }

  @Test
  void shouldShowFiguresThenATableForEveryGroup() {
    server.answer(
        200,
        "{\"sequence\":5,\"operations\":{\"get\":{\"p99\":1.5},\"put\":{\"p99\":12}},\"x\":true}");
    assertEquals(
        "sequence  5\nx         true\n\noperations  p99\nget         1.5\nput          12\n",
        run("stats").stdout());
  }

  @Test
  void shouldWaitForASnapshotUnlessToldNotTo() {
    server.answer(200, "{\"sequence\":5}").answer(202, "");
    assertEquals("sequence  5\n", run("snapshot").stdout());
    assertEquals("started\n", run("snapshot", "--no-wait").stdout());
    assertEquals("/admin/v1/snapshots?wait=true", server.asked().get(0).target());
    assertEquals("/admin/v1/snapshots", server.asked().get(1).target());
  }

  @Test
  void shouldExitThreeAndSayHowToStartAServerNobodyRuns() {
    String url = server.url();
    server.close();
    CommandRun run = CommandRun.of("stats", "--server", url);
    assertEquals(ExitCode.UNREACHABLE, run.exitCode());
    assertTrue(run.stderr().contains("no answer from " + url), run.stderr());
    assertTrue(run.stderr().contains("tactus serve"), run.stderr());
  }

  @Test
  void shouldRefuseWrongUsage() {
    assertEquals(ExitCode.USAGE, run("rows").exitCode());
    assertEquals(ExitCode.USAGE, run("rows", "insert", "players").exitCode());
    assertEquals(ExitCode.USAGE, run("rows", "insert", "players", "Ann").exitCode());
    assertEquals(ExitCode.USAGE, run("schema", "create", "{nonsense").exitCode());
    assertEquals(ExitCode.USAGE, run("schema", "create", "no-such-file.json").exitCode());
    assertEquals(ExitCode.USAGE, CommandRun.of("stats", "--server", "nonsense").exitCode());
    assertEquals(ExitCode.USAGE, CommandRun.of("no-such-command").exitCode());
    assertEquals(0, server.asked().size());
  }

  private Asked asked() {
    return server.asked().getLast();
  }

  private CommandRun run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--server");
    all.add(server.url());
    boolean group = arguments.length == 1 && arguments[0].equals("rows");
    return CommandRun.of(group ? arguments : all.toArray(String[]::new));
  }
}
