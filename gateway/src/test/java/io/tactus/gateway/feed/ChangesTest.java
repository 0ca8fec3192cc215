package io.tactus.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.feed.EventClient.Event;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.storage.json.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangesTest {

  private static final FeedLimits LIMITS =
      FeedLimits.builder()
          .maxSubscribers(3)
          .heartbeatMs(300)
          .maxFirstRows(5)
          .maxFirstBytes(1 << 20)
          .maxCommitBytes(4_000)
          .build();

  @TempDir Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<EventClient> clients = new ArrayList<>();
  private TestServer server;

  @BeforeEach
  void start() {
    server = open();
    server.withPlayers();
  }

  private TestServer open() {
    return TestServer.start(
        folder,
        engine -> engine.changeLogBytes(ChangeLog.MIN_BYTES),
        config -> config.feeds(LIMITS));
  }

  @AfterEach
  void stop() {
    clients.forEach(EventClient::close);
    server.close();
    http.close();
  }

  private EventClient watch(String query) {
    return watch(query, "");
  }

  private EventClient watch(String query, String lastId) {
    EventClient client = EventClient.open(http, server.gateway().address(), query, lastId);
    clients.add(client);
    assertEquals(200, client.response().statusCode());
    assertEquals(
        "text/event-stream", client.response().headers().firstValue("Content-Type").orElseThrow());
    return client;
  }

  private long insert(String name, int skill) {
    return write(
        "POST", "/rest/v1/players", "{\"name\":\"" + name + "\",\"skill\":" + skill + "}", 201);
  }

  private long write(String method, String path, String body, int status) {
    TestServer.Reply reply = server.call(method, path, body);
    assertEquals(status, reply.status(), reply.body());
    return Long.parseLong(reply.header("Tactus-Sequence"));
  }

  private static JsonNode change(Event event) {
    JsonNode changes = event.json().member("changes");
    assertEquals(1, changes.values().size(), event.data());
    return changes.values().get(0);
  }

  private static void assertChange(Event event, String op, String key) {
    assertEquals("commit", event.type());
    assertEquals(op, change(event).member("op").text(), event.data());
    assertEquals(key, change(event).member("key").text());
  }

  @Test
  void shouldBeginWithTheRowsAndGoOnWithCommits() {
    insert("Ada", 1500);
    EventClient client = watch("table=players");
    Event rows = client.next("rows");
    long epoch = server.engine().epoch();
    assertEquals(epoch + ":" + rows.sequence(), rows.id());
    assertEquals("players", rows.json().member("table").text());
    assertEquals(1, rows.json().member("rows").values().size());

    long sequence = insert("Bob", 1600);
    Event commit = client.next("commit");
    assertEquals(epoch + ":" + sequence, commit.id());
    assertEquals(sequence, commit.sequence());
    assertEquals(
        "{\"table\":\"players\",\"op\":\"insert\",\"key\":2,\"new\":"
            + "{\"id\":2,\"name\":\"Bob\",\"skill\":1600,\"gold\":10,\"guild\":null}}",
        commit.data().substring(commit.data().indexOf('[') + 1, commit.data().length() - 2));

    write("PATCH", "/rest/v1/players/2", "{\"gold\":{\"$add\":5}}", 204);
    assertChange(client.next(), "update", "2");
    write("DELETE", "/rest/v1/players/1", null, 204);
    Event deleted = client.next();
    assertChange(deleted, "delete", "1");
    assertTrue(deleted.data().contains("\"new\":null"), deleted.data());
    assertNull(change(deleted).member("old"));
  }

  @Test
  void shouldShowRowsAsTheyWereIfAsked() {
    EventClient client = watch("table=players&old=true&initial=false&select=name,skill");
    insert("Ada", 1500);
    Event inserted = client.next("commit");
    assertTrue(inserted.data().contains("\"old\":null"), inserted.data());
    write("PATCH", "/rest/v1/players/1", "{\"skill\":7}", 204);
    JsonNode updated = change(client.next());
    assertEquals("1500", updated.member("old").member("skill").text());
    assertEquals("7", updated.member("new").member("skill").text());
    assertNull(updated.member("new").member("gold"), "only what is selected");
    write("DELETE", "/rest/v1/players/1", null, 204);
    assertEquals("Ada", change(client.next()).member("old").member("name").text());
  }

  @Test
  void shouldTellRowsThatEnterAndLeaveTheFilter() {
    EventClient client = watch("table=players&skill=gte.1000&initial=false");
    insert("Ada", 10);
    insert("Bob", 2000);
    assertChange(client.next(), "insert", "2");
    write("PATCH", "/rest/v1/players/1", "{\"skill\":1000}", 204);
    assertChange(client.next(), "insert", "1");
    write("PATCH", "/rest/v1/players/1", "{\"skill\":1001}", 204);
    assertChange(client.next(), "update", "1");
    write("PATCH", "/rest/v1/players/2", "{\"skill\":999}", 204);
    assertChange(client.next(), "delete", "2");
    write("PATCH", "/rest/v1/players/2", "{\"skill\":998}", 204);
    write("DELETE", "/rest/v1/players/2", null, 204);
    write("DELETE", "/rest/v1/players/1", null, 204);
    assertChange(client.next(), "delete", "1");
  }

  @Test
  void shouldTellAKeyThatChangesAsDeleteAndInsert() {
    assertEquals(
        201,
        server
            .post(
                "/schema/v1/tables",
                "{\"name\":\"spots\",\"fields\":[{\"name\":\"at\",\"type\":\"i32\"}],"
                    + "\"primaryKey\":[\"at\"]}")
            .status());
    write("POST", "/rest/v1/spots", "{\"at\":1}", 201);
    EventClient client = watch("table=spots&initial=false");
    write("PATCH", "/rest/v1/spots?at=eq.1", "{\"at\":2}", 204);
    List<JsonNode> changes = client.next("commit").json().member("changes").values();
    assertEquals(List.of("delete", "insert"), texts(changes, "op"));
    assertEquals(List.of("1", "2"), texts(changes, "key"));
  }

  private static List<String> texts(List<JsonNode> nodes, String member) {
    return nodes.stream().map(node -> node.member(member).text()).toList();
  }

  @Test
  void shouldWatchSeveralTablesInOneOrder() {
    String guilds =
        "{\"name\":\"guilds\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
            + "{\"name\":\"name\",\"type\":\"string(32)\"}],\"primaryKey\":[\"id\"]}";
    assertEquals(201, server.post("/schema/v1/tables", guilds).status());
    EventClient client = watch("table=players,guilds");
    Event first = client.next("rows");
    assertEquals("", first.id(), "a client that loses the rest begins anew");
    assertEquals("guilds", client.next("rows").json().member("table").text());
    String batch =
        "{\"operations\":[{\"op\":\"insert\",\"table\":\"guilds\",\"row\":{\"name\":\"A\"}},"
            + "{\"op\":\"insert\",\"table\":\"players\",\"row\":{\"name\":\"B\"}}]}";
    assertEquals(200, server.post("/batch", batch).status());
    Event commit = client.next("commit");
    assertEquals(
        List.of("guilds", "players"), texts(commit.json().member("changes").values(), "table"));
  }

  @Test
  void shouldGoOnAfterTheLastIdAndAlsoAfterARestart() {
    EventClient client = watch("table=players");
    client.next("rows");
    insert("Ada", 1);
    String seen = client.next("commit").id();
    client.close();
    insert("Bob", 2);
    insert("Cid", 3);
    EventClient again = watch("table=players", seen);
    assertChange(again.next(), "insert", "2");
    assertChange(again.next(), "insert", "3");
    again.close();

    server.close();
    server = open();
    EventClient later = watch("table=players&since=1:1", seen);
    assertChange(later.next(), "insert", "2");
    assertChange(later.next(), "insert", "3");
  }

  @Test
  void shouldTakeASequenceAloneAsOneOfThePresentEpoch() {
    long first = insert("Ada", 1);
    insert("Bob", 2);
    assertChange(watch("table=players&since=" + first).next(), "insert", "2");
  }

  /** It would keep what it saw of the command for ever: nothing takes that back. */
  @Test
  void shouldNotGoOnBehindACommandThatWasVoidedMeanwhile() {
    insert("Ada", 1);
    EventClient client = watch("table=players&initial=false");
    long voided = write("PATCH", "/rest/v1/players/1", "{\"gold\":999}", 204);
    String seen = client.next("commit").id();
    server.close();
    server =
        TestServer.start(
            folder, engine -> engine.voidSequence(voided), config -> config.feeds(LIMITS));
    assertTrue(server.get("/rest/v1/players/1").body().contains("\"gold\":10"));
    EventClient again =
        EventClient.open(http, server.gateway().address(), "table=players&since=" + seen, "");
    clients.add(again);
    assertEquals(410, again.response().statusCode());
  }

  @Test
  void shouldAnswer410WhereHistoryIsGone() {
    insert("Ada", 1);
    long epoch = server.engine().epoch();
    TestServer.Reply future = server.get("/changes?table=players&since=" + epoch + ":999999");
    assertGone(future, "future");
    assertGone(server.get("/changes?table=players&since=" + (epoch + 1) + ":1"), "epoch");
    String text = "x".repeat(3_000);
    assertEquals(
        201,
        server
            .post(
                "/schema/v1/tables",
                "{\"name\":\"notes\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
                    + "{\"name\":\"text\",\"type\":\"text\"}],\"primaryKey\":[\"id\"]}")
            .status());
    String many = "[" + ("{\"text\":\"" + text + "\"},").repeat(200);
    many = many.substring(0, many.length() - 1) + "]";
    long oldest = server.engine().changes().oldestSequence();
    while (server.engine().changes().oldestSequence() == oldest) {
      write("POST", "/rest/v1/notes", many, 201);
    }
    oldest = server.engine().changes().oldestSequence();
    TestServer.Reply old = server.get("/changes?table=players&since=" + (oldest - 1));
    assertGone(old, "kept after");
    assertEquals(oldest, Long.parseLong(old.json().member("oldest").text()));
    long next = insert("Bob", 2);
    assertEquals(next, watch("table=players&since=" + oldest).next("commit").sequence());
  }

  private static void assertGone(TestServer.Reply reply, String why) {
    assertEquals(410, reply.status(), reply.body());
    assertEquals("history_gone", reply.problem());
    assertTrue(reply.body().contains(why), reply.body());
    assertTrue(reply.body().contains("\"oldest\":"), reply.body());
  }

  @Test
  void shouldRefuseWhatIsNoSubscription() {
    assertEquals(400, server.get("/changes").status());
    assertEquals("table_not_found", server.get("/changes?table=nothing").problem());
    assertEquals("table_not_found", server.get("/changes?table=_tables").problem());
    assertEquals(400, server.get("/changes?table=players&skil=gt.1").status());
    assertEquals(400, server.get("/changes?table=players&skill=gt.blue").status());
    assertEquals(400, server.get("/changes?table=players&limit=1").status());
    assertEquals(400, server.get("/changes?table=players&select=count()").status());
    assertEquals(400, server.get("/changes?table=players&old=maybe").status());
    assertEquals(400, server.get("/changes?table=players&since=yesterday").status());
    assertEquals(400, server.get("/changes?table=players&since=1:").status());
    assertEquals(405, server.post("/changes?table=players", "{}").status());
    assertEquals(200, server.call("HEAD", "/changes?table=players", null).status());
    assertEquals(406, server.get("/stats", "Accept", "text/event-stream").status());
  }

  @Test
  void shouldRefuseOneSubscriberTooMany() {
    for (int i = 0; i < 3; i++) {
      watch("table=players");
    }
    TestServer.Reply refused = server.get("/changes?table=players&initial=false");
    assertEquals("queue_full", refused.problem());
    assertEquals("1", refused.header("Retry-After"));
    assertEquals("3", server.get("/stats").json().member("feeds").member("subscribers").text());
    clients.getFirst().close();
    TestServer.await(
        () -> server.get("/stats").body().contains("\"subscribers\":2"), "the first one is gone");
    watch("table=players").next("rows");
  }

  @Test
  void shouldRefuseOneRowTooManyToBeginWith() {
    for (int i = 0; i < 5; i++) {
      insert("p" + i, i);
    }
    assertEquals(5, watch("table=players").next().json().member("rows").values().size());
    insert("p5", 5);
    TestServer.Reply refused = server.get("/changes?table=players");
    assertEquals("result_too_large", refused.problem());
    assertEquals(5, watch("table=players&skill=gt.0").next().json().member("rows").values().size());
  }

  @Test
  void shouldSaySomethingWhenThereIsNothingToSay() {
    EventClient client = watch("table=players");
    String first = client.next("rows").id();
    assertEquals(
        201,
        server.post("/schema/v1/tables", TestServer.PLAYERS.replace("players", "others")).status());
    TestServer.await(
        () -> client.comments().stream().filter("heartbeat"::equals).count() >= 3, "heartbeats");
    assertNull(client.poll(0), "a table that is not watched is no news");
    assertFalse(client.lastId().equals(first), "but one can go on from a later place");
  }

  @Test
  void shouldFollowATableThatChangesAndEndWithOneThatIsDropped() {
    EventClient client = watch("table=players&skill=gt.0&initial=false");
    EventClient narrow = watch("table=players&gold=gt.0&initial=false");
    assertEquals(
        200, server.call("PATCH", "/schema/v1/tables/players", "{\"name\":\"heroes\"}").status());
    assertEquals("heroes", tableOf(client.next("schema")));
    assertEquals("heroes", tableOf(narrow.next("schema")));
    String field = "{\"name\":\"level\",\"type\":\"i32\",\"default\":1}";
    assertEquals(200, server.post("/schema/v1/tables/heroes/fields", field).status() / 201 * 200);
    client.next("schema");
    narrow.next("schema");
    write("POST", "/rest/v1/heroes", "{\"name\":\"Ada\"}", 201);
    JsonNode row = change(client.next("commit")).member("new");
    assertEquals("1", row.member("level").text());
    narrow.next("commit");
    String path = "/schema/v1/tables/heroes/fields/gold";
    assertEquals(2, server.call("PATCH", path, "{\"name\":\"money\"}").status() / 100);
    client.next("schema");
    Event outdated = narrow.next("error");
    assertTrue(outdated.data().contains("filter_outdated"), outdated.data());
    assertTrue(EventClient.isEnd(narrow.next()));
    assertEquals(2, server.call("DELETE", "/schema/v1/tables/heroes", null).status() / 100);
    Event dropped = client.next("error");
    assertTrue(dropped.data().contains("table_dropped"), dropped.data());
    assertTrue(EventClient.isEnd(client.next()));
  }

  private static String tableOf(Event schema) {
    return schema.json().member("table").member("name").text();
  }

  @Test
  void shouldEndAtACommitThatIsTooLarge() {
    EventClient client = watch("table=players&initial=false");
    insert("Ada", 1);
    client.next("commit");
    StringBuilder many = new StringBuilder("[");
    for (int i = 0; i < 60; i++) {
      many.append(i == 0 ? "" : ",").append("{\"name\":\"n").append(i).append("\"}");
    }
    write("POST", "/rest/v1/players", many.append(']').toString(), 201);
    Event error = client.next("error");
    assertTrue(error.data().contains("commit_too_large"), error.data());
    assertTrue(error.data().contains("\"limit\":4000"), error.data());
  }

  @Test
  void shouldSayGoodbyeWhenTheServerCloses() {
    EventClient client = watch("table=players");
    client.next("rows");
    server.gateway().close();
    Event last = client.next("error");
    assertTrue(last.data().contains("shutting_down"), last.data());
    assertTrue(EventClient.isEnd(client.next()));
  }
}
