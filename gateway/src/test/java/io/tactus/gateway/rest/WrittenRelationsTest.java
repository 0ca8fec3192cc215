package io.tactus.gateway.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.BlockingPlugin;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Related rows in what a write gives back: as that write left them, and in every kind of write. */
class WrittenRelationsTest {

  private static final String[] BACK = {"Prefer", "return=representation"};

  @TempDir private Path folder;
  private final BlockingPlugin blocking = new BlockingPlugin();
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder, blocking);
    String schema =
        """
        {"types":[{"name":"Vec2","fields":[{"name":"x","type":"f32"},{"name":"y","type":"f32"}]}],
         "tables":[
          {"name":"guilds","primaryKey":["realm","name"],"fields":[
            {"name":"realm","type":"u16"},{"name":"name","type":"string(8)"},
            {"name":"gold","type":"u32","default":5}]},
          {"name":"players","primaryKey":["id"],"fields":[
            {"name":"id","type":"u64","generated":true},
            {"name":"name","type":"string(16)"},
            {"name":"notes","type":"text","default":"-"},
            {"name":"at","type":"Vec2","default":{"x":0,"y":0}},
            {"name":"guild","type":"ref(guilds)","nullable":true,"onDelete":"setNull"}]},
          {"name":"items","primaryKey":["id"],"fields":[
            {"name":"id","type":"u64"},
            {"name":"owner","type":"ref(players)","onDelete":"cascade"}]}]}
        """;
    assertEquals(200, server.call("PUT", "/schema/v1", schema).status());
    String guilds = "[{\"realm\":1,\"name\":\"owls\"},{\"realm\":1,\"name\":\"bats\"}]";
    assertEquals(201, server.post("/rest/v1/guilds", guilds).status());
    String players =
        "[{\"name\":\"ada\",\"guild\":[1,\"owls\"]},{\"name\":\"bob\",\"guild\":null}]";
    assertEquals(201, server.post("/rest/v1/players", players).status());
    String items = "[{\"id\":1,\"owner\":1},{\"id\":2,\"owner\":1},{\"id\":3,\"owner\":2}]";
    assertEquals(201, server.post("/rest/v1/items", items).status());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void gives(String expected, int status, String method, String path, String body) {
    Reply reply = server.call(method, "/rest/v1/" + path, body, BACK);
    assertEquals(expected, reply.body());
    assertEquals(status, reply.status());
  }

  @Test
  void shouldGiveBackRelatedRowsOfEveryKindOfWrite() {
    String insert = "{\"name\":\"cleo\",\"guild\":[1,\"bats\"],\"at\":{\"x\":1,\"y\":2}}";
    gives(
        "[{\"id\":3,\"at.x\":1,\"guild\":{\"name\":\"bats\",\"gold\":5},\"items\":[]}]",
        201,
        "POST",
        "players?select=id,at.x,guild(name,gold),items(id)",
        insert);
    gives(
        "[{\"who\":\"dan\",\"g\":{\"name\":\"owls\"}},{\"who\":\"eve\",\"g\":null}]",
        201,
        "POST",
        "players?select=who:name,g:guild(name)",
        "[{\"name\":\"dan\",\"guild\":[1,\"owls\"]},{\"name\":\"eve\",\"guild\":null}]");
    gives(
        "{\"guild\":{\"name\":\"bats\"},\"items\":[{\"id\":2},{\"id\":1}]}",
        200,
        "PATCH",
        "players/1?select=guild(name),items(id)&items.order=id.desc",
        "{\"guild\":[1,\"bats\"]}");
    gives(
        "{\"name\":\"ada\",\"guild\":{\"gold\":5}}",
        200,
        "PUT",
        "players/1?select=name,guild(gold)",
        "{\"name\":\"ada\",\"guild\":[1,\"owls\"]}");
    gives(
        "[{\"name\":\"bob\",\"items\":[{\"id\":3}]},{\"name\":\"ada\",\"items\":[{\"id\":2}]}]",
        200,
        "PATCH",
        "players?id=lte.2&select=name,items(id)&items.id=gt.1&order=name.desc",
        "{\"notes\":\"x\"}");
    gives(
        "[{\"name\":\"ada\",\"players\":null}]"
            .replace("\"players\":null", "\"guild\":{\"realm\":1}"),
        200,
        "PATCH",
        "players?id=lte.2&select=name,guild!inner(realm)",
        "{\"notes\":\"y\"}");
    gives(
        "[{\"name\":\"owls\",\"players\":[{\"name\":\"ada\",\"items\":[{\"count\":2}]},"
            + "{\"name\":\"dan\",\"items\":[{\"count\":0}]}]}]",
        200,
        "PATCH",
        "guilds?name=eq.owls&select=name,players(name,items(count()))",
        "{\"gold\":{\"$add\":1}}");
  }

  @Test
  void shouldGiveBackADeletedRowAsItWasAndWhatIsLeftAround() {
    gives(
        "{\"name\":\"ada\",\"guild\":{\"name\":\"owls\"},\"items\":[]}",
        200,
        "DELETE",
        "players/1?select=name,guild(name),items(id)",
        null);
    assertEquals("[{\"id\":3}]", server.get("/rest/v1/items?select=id").body());
    gives(
        "[{\"name\":\"bats\",\"players\":[]},{\"name\":\"owls\",\"players\":[]}]",
        200,
        "DELETE",
        "guilds?realm=eq.1&select=name,players(name)&order=name",
        null);
  }

  @Test
  void shouldGiveBackUpsertsMergesAndWhatWasLeftAlone() {
    String rows =
        "[{\"id\":1,\"name\":\"ida\"},{\"id\":9,\"name\":\"new\",\"guild\":[1,\"bats\"]}]";
    Reply merged =
        server.post(
            "/rest/v1/players?select=name,guild(name)",
            rows,
            "Prefer",
            "resolution=merge-duplicates, return=representation");
    assertEquals(
        "[{\"name\":\"ida\",\"guild\":{\"name\":\"owls\"}},"
            + "{\"name\":\"new\",\"guild\":{\"name\":\"bats\"}}]",
        merged.body());
    Reply ignored =
        server.post(
            "/rest/v1/players?select=name,guild(name)",
            "[{\"id\":1,\"name\":\"x\"},{\"id\":10,\"name\":\"y\",\"guild\":[1,\"owls\"]}]",
            "Prefer",
            "resolution=ignore-duplicates, return=representation");
    assertEquals("[{\"name\":\"y\",\"guild\":{\"name\":\"owls\"}}]", ignored.body());
  }

  /** What was asked for as a list is kept as one; as one object it is another request. */
  @Test
  void shouldNotRepeatAReplyWithoutRowsAsOneObject() {
    String path = "/rest/v1/players?id=eq.2&select=name,guild!inner(realm)";
    String[] key = {"Prefer", "return=representation", "Idempotency-Key", "k1"};
    Reply list = server.call("PATCH", path, "{\"notes\":\"z\"}", key);
    assertEquals("[]", list.body());
    assertEquals(200, list.status());
    String[] object = Arrays.copyOf(key, 6);
    object[4] = "Accept";
    object[5] = "application/vnd.pgrst.object+json";
    Reply again = server.call("PATCH", path, "{\"notes\":\"z\"}", object);
    assertEquals("idempotency_key_reused", again.problem(), again.body());
  }

  @Test
  void shouldTryOutAsItWouldDo() {
    Reply tried =
        server.post(
            "/rest/v1/players?select=name,guild(name)",
            "{\"name\":\"flo\",\"guild\":[1,\"owls\"]}",
            "Prefer",
            "tx=rollback, return=representation");
    assertEquals("[{\"name\":\"flo\",\"guild\":{\"name\":\"owls\"}}]", tried.body());
    assertEquals("[]", server.get("/rest/v1/players?name=eq.flo").body());
  }

  @Test
  void shouldRefuseWhatCannotBeGivenBackBeforeAnythingIsDone() {
    for (String select :
        new String[] {
          "name,nothing(id)",
          "name,guild(nothing)",
          "name,count()",
          "name,items(id)&items.x=eq.1",
          "name&items.id=eq.1",
          "name,guild(name)&order=name",
          "name,guild(name)&gold=eq.5"
        }) {
      Reply reply = server.post("/rest/v1/players?select=" + select, "{\"name\":\"gus\"}", BACK);
      assertEquals(400, reply.status(), select + reply.body());
      assertTrue(reply.problem().matches("[a-z_]+"), reply.body());
    }
    assertEquals("[]", server.get("/rest/v1/players?name=eq.gus").body());
    Reply minimal = server.post("/rest/v1/players?select=name,nothing(id)", "{\"name\":\"gus\"}");
    assertEquals(400, minimal.status(), "also if nothing is to be given back");
    assertEquals(
        201,
        server.post("/rest/v1/players?select=name,guild(name)", "{\"name\":\"gus\"}").status());
  }

  @Test
  void shouldRefuseRelatedRowsBeyondTheResultLimitAndUndoTheWrite() {
    server.close();
    server = TestServer.start(folder, engine -> engine.resultLimitBytes(2048), c -> c, blocking);
    String notes = "n".repeat(900);
    for (int i = 0; i < 3; i++) {
      String player =
          "{\"guild\":[1,\"owls\"],\"name\":\"p" + i + "\",\"notes\":\"" + notes + "\"}";
      assertEquals(201, server.post("/rest/v1/players", player).status());
    }
    String path = "/rest/v1/guilds?name=eq.owls&select=gold,players(notes)&players.name=like.p*";
    Reply fits = server.call("PATCH", path + "&players.limit=1", "{\"gold\":6}", BACK);
    assertEquals(200, fits.status(), fits.body());
    Reply large = server.call("PATCH", path, "{\"gold\":7}", BACK);
    assertEquals(422, large.status(), large.body());
    assertEquals("result_too_large", large.problem());
    assertEquals("[{\"gold\":6}]", server.get("/rest/v1/guilds?name=eq.owls&select=gold").body());
  }

  /** Both commands are applied before either is answered. */
  @Test
  void shouldShowRelatedRowsAsThisWriteLeftThemAndNotALaterOne() throws Exception {
    CompletableFuture<Reply> block = async("POST", "/rest/v1/rpc/test.block", "{}");
    blocking.awaitEntered();
    CompletableFuture<Reply> first =
        async("PATCH", "/rest/v1/players/1?select=name,guild(gold)", "{\"name\":\"amy\"}");
    TestServer.await(() -> server.gateway().inFlight() == 2, "the first is under way");
    CompletableFuture<Reply> second =
        async("PATCH", "/rest/v1/guilds?name=eq.owls&select=gold", "{\"gold\":{\"$add\":100}}");
    TestServer.await(() -> server.gateway().inFlight() == 3, "the second is under way");
    blocking.release();
    Reply player = first.get(20, TimeUnit.SECONDS);
    Reply guild = second.get(20, TimeUnit.SECONDS);
    assertEquals(200, block.get(20, TimeUnit.SECONDS).status() / 100 * 100);
    long before = Long.parseLong(player.header("Tactus-Sequence"));
    long after = Long.parseLong(guild.header("Tactus-Sequence"));
    int gold = before < after ? 5 : 105;
    assertEquals("{\"name\":\"amy\",\"guild\":{\"gold\":" + gold + "}}", player.body());
    assertEquals("[{\"gold\":105}]", guild.body());
  }

  /** How much such a reply takes is not known before, so each has the room of the largest. */
  @Test
  void shouldRefuseOneWriteTooManyAtOnceAndHoldUpNoOthers() throws Exception {
    server.close();
    server =
        TestServer.start(
            folder,
            engine -> engine.replyRingBytes(8 << 20).resultLimitBytes(1 << 20),
            c -> c,
            blocking);
    CompletableFuture<Reply> block = async("POST", "/rest/v1/rpc/test.block", "{}");
    blocking.awaitEntered();
    String path = "/rest/v1/players/1?select=name,guild(gold)";
    List<CompletableFuture<Reply>> underWay = new ArrayList<>();
    List<CompletableFuture<Reply>> others = new ArrayList<>();
    for (int i = 1; i <= 7; i++) {
      underWay.add(async("PATCH", path, "{\"notes\":\"" + i + "\"}"));
      int inFlight = 1 + i;
      TestServer.await(() -> server.gateway().inFlight() == inFlight, "the next is under way");
    }
    Reply eighth = async("PATCH", path, "{\"notes\":\"8\"}").get(10, TimeUnit.SECONDS);
    assertEquals("queue_full", eighth.problem(), eighth.body());
    assertEquals("1", eighth.header("Retry-After"));
    assertFalse(block.isDone(), "it was refused at once");
    for (int i = 1; i <= 20; i++) {
      String plain = "{\"notes\":\"" + i + "\"}";
      others.add(
          CompletableFuture.supplyAsync(() -> server.call("PATCH", "/rest/v1/players/2", plain)));
    }
    TestServer.await(() -> server.gateway().inFlight() == 28, "writes of others are taken");
    blocking.release();
    for (CompletableFuture<Reply> reply : underWay) {
      assertEquals(200, reply.get(20, TimeUnit.SECONDS).status());
    }
    for (CompletableFuture<Reply> reply : others) {
      assertEquals(204, reply.get(20, TimeUnit.SECONDS).status());
    }
    assertEquals(200, server.call("PATCH", path, "{\"notes\":\"9\"}", BACK).status());
  }

  /** As PostgREST does: whoever asks for one row and cannot be given it has changed nothing. */
  @Test
  void shouldUndoAWriteThatLacksTheRelatedRowsOfItsOneRow() {
    String[] object = {
      "Prefer", "return=representation", "Accept", "application/vnd.pgrst.object+json"
    };
    String inner = "select=name,guild!inner(name)";
    Reply changed =
        server.call("PATCH", "/rest/v1/players?id=eq.2&" + inner, "{\"notes\":\"x\"}", object);
    assertEquals(406, changed.status(), changed.body());
    assertEquals("not_singular", changed.problem());
    assertEquals("PGRST116", changed.json().member("code").text());
    assertTrue(changed.json().member("details").text().startsWith("Results contain 0 rows"));
    assertEquals("[{\"notes\":\"-\"}]", server.get("/rest/v1/players?id=eq.2&select=notes").body());
    Reply made = server.post("/rest/v1/players?" + inner, "{\"name\":\"zoe\"}", object);
    assertEquals("not_singular", made.problem(), made.body());
    Reply gone = server.call("DELETE", "/rest/v1/players?id=eq.2&" + inner, null, object);
    assertEquals("not_singular", gone.problem(), gone.body());
    assertEquals("[{\"count\":2}]", server.get("/rest/v1/players?select=count()").body());
    Reply kept =
        server.call("PATCH", "/rest/v1/players?id=eq.1&" + inner, "{\"notes\":\"y\"}", object);
    assertEquals("{\"name\":\"ada\",\"guild\":{\"name\":\"owls\"}}", kept.body());
    Reply many =
        server.call("PATCH", "/rest/v1/players?id=eq.2&" + inner, "{\"notes\":\"z\"}", BACK);
    assertEquals("[]", many.body(), "an array may be empty, and the write stays");
    assertEquals("[{\"notes\":\"z\"}]", server.get("/rest/v1/players?id=eq.2&select=notes").body());
  }

  private CompletableFuture<Reply> async(String method, String path, String body) {
    return CompletableFuture.supplyAsync(() -> server.call(method, path, body, BACK));
  }

  @Test
  void shouldRepeatTheFirstReplyWhateverBecameOfTheRelatedRows() {
    String path = "/rest/v1/players?select=name,guild(gold)";
    String body = "{\"name\":\"hal\",\"guild\":[1,\"owls\"]}";
    String[] keyed = {"Prefer", "return=representation", "Idempotency-Key", "hal-1"};
    Reply first = server.post(path, body, keyed);
    assertEquals("[{\"name\":\"hal\",\"guild\":{\"gold\":5}}]", first.body());
    assertNull(first.header("Idempotency-Replayed"));
    server.call("PATCH", "/rest/v1/guilds?name=eq.owls", "{\"gold\":77}");
    Reply again = server.post(path, body, keyed);
    assertEquals(first.body(), again.body());
    assertEquals("true", again.header("Idempotency-Replayed"));
    server.close();
    server = TestServer.start(folder, new BlockingPlugin());
    Reply restarted = server.post(path, body, keyed);
    assertEquals(first.body(), restarted.body());
    assertEquals("true", restarted.header("Idempotency-Replayed"));
  }

  @Test
  void shouldReadOneRowWithItsRelatedRows() {
    Reply row = server.get("/rest/v1/players/1?select=name,guild(name),items(id)&items.limit=1");
    assertEquals(
        "{\"name\":\"ada\",\"guild\":{\"name\":\"owls\"},\"items\":[{\"id\":1}]}", row.body());
    assertEquals(404, server.get("/rest/v1/players/2?select=guild!inner(name)").status());
    assertEquals(404, server.get("/rest/v1/players/99?select=guild(name)").status());
    assertEquals(400, server.get("/rest/v1/players/1?select=name,count()").status());
    assertEquals(400, server.get("/rest/v1/players/1?select=guild(name)&name=eq.x").status());
  }

  @Test
  void shouldShowARowAgainWhoseRelatedRowsHaveChanged() {
    String path = "/rest/v1/players/1?select=name,guild(gold)";
    String tag = server.get("/rest/v1/players/1").header("ETag");
    assertNull(server.get(path).header("ETag"));
    server.call("PATCH", "/rest/v1/guilds?name=eq.owls", "{\"gold\":78}");
    for (String known : new String[] {tag, "*"}) {
      Reply again = server.get(path, "If-None-Match", known);
      assertEquals(200, again.status(), known);
      assertEquals("{\"name\":\"ada\",\"guild\":{\"gold\":78}}", again.body());
      assertNull(again.header("ETag"));
    }
    assertEquals(200, server.get(path, "If-Match", tag).status());
    assertEquals(412, server.get(path, "If-Match", "\"99999\"").status());
    assertEquals(304, server.get("/rest/v1/players/1", "If-None-Match", tag).status());
  }
}
