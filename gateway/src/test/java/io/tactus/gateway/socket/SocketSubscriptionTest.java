package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.storage.json.JsonNode;
import org.junit.jupiter.api.Test;

/** Subscriptions over a WebSocket: what they tell, in which order, and how they end. */
class SocketSubscriptionTest extends SocketFixture {

  @Test
  void shouldShowRowsThenChangesUntilUnsubscribed() {
    SocketClient client = open();
    client.call(1, "db.insert", row("Ada"));
    client.reply(1);
    client.call(2, "db.subscribe", "{\"table\":\"players\",\"old\":true}");
    String subscription = client.reply(2).member("result").member("subscription").text();
    JsonNode rows = client.change("rows");
    assertEquals(subscription, rows.member("subscription").text());
    assertEquals(1, rows.member("rows").values().size());

    client.call(3, "db.update", "{\"table\":\"players\",\"key\":1,\"set\":{\"gold\":7}}");
    client.reply(3);
    JsonNode commit = client.change("commit");
    assertEquals(
        "7", commit.member("changes").values().getFirst().member("new").member("gold").text());
    assertEquals(
        "10", commit.member("changes").values().getFirst().member("old").member("gold").text());
    long epoch = server.engine().epoch();
    assertEquals(epoch + ":" + commit.member("sequence").text(), commit.member("id").text());

    client.call(4, "db.unsubscribe", "{\"subscription\":" + subscription + "}");
    client.reply(4);
    client.call(5, "db.insert", row("Bob"));
    client.reply(5);
    assertNull(client.poll(300), "nothing more is told");
    client.call(6, "db.unsubscribe", "{\"subscription\":" + subscription + "}");
    assertEquals("-32000", code(client.reply(6)));

    String since = commit.member("id").text();
    client.call(7, "db.subscribe", "{\"table\":[\"players\"],\"since\":\"" + since + "\"}");
    client.reply(7);
    assertEquals("insert", operation(client.change("commit")));
    client.call(8, "db.subscribe", "{\"table\":\"players\",\"since\":999999}");
    JsonNode gone = client.reply(8);
    assertEquals("410", gone.member("error").member("data").member("status").text());
    assertNotNull(gone.member("error").member("data").member("oldest"));
  }

  @Test
  void shouldTellTheReplyToAWriteBeforeTheChangeItCaused() {
    SocketClient client = open();
    client.call(0, "db.subscribe", "{\"table\":\"players\",\"initial\":false}");
    client.reply(0);
    for (int i = 1; i <= 50; i++) {
      client.call(i, "db.insert", row("p" + i));
      JsonNode reply = client.reply(i);
      assertEquals(
          reply.member("result").member("sequence").text(),
          client.change("commit").member("sequence").text());
    }
  }

  @Test
  void shouldFilterSelectAndEndWithADroppedTable() {
    SocketClient client = open();
    client.call(
        1,
        "db.subscribe",
        "{\"table\":\"players\",\"filter\":\"name=like.A*\",\"select\":\"name\",\"initial\":false}");
    client.reply(1);
    client.call(2, "db.insert", row("Bob"));
    client.call(3, "db.insert", row("Ada"));
    client.reply(2);
    client.reply(3);
    JsonNode commit = client.change("commit");
    assertEquals(
        "Ada", commit.member("changes").values().getFirst().member("new").member("name").text());
    assertEquals(2, server.call("DELETE", "/schema/v1/tables/players", null).status() / 100);
    JsonNode error = client.change("error").member("error");
    assertTrue(error.member("type").text().endsWith("/table_dropped"));
    client.call(4, "db.schema", "{}");
    client.reply(4);
  }

  @Test
  void shouldRefuseOneSubscriptionTooMany() {
    SocketClient client = open();
    for (int i = 0; i < 2; i++) {
      client.call(i, "db.subscribe", "{\"table\":\"players\",\"initial\":false}");
      client.reply(i);
    }
    client.call(2, "db.subscribe", "{\"table\":\"players\",\"initial\":false}");
    assertEquals("-32003", code(client.reply(2)));
    client.call(3, "db.unsubscribe", "{\"subscription\":1}");
    client.reply(3);
    client.call(4, "db.subscribe", "{\"table\":\"players\",\"initial\":false}");
    assertNotNull(client.reply(4).member("result"));
  }

  @Test
  void shouldNotSubscribeAConnectionThatEndedMeanwhile() {
    SocketClient client = open();
    client.call(1, "test.block", "{}");
    client.call(2, "db.subscribe", "{\"table\":\"players\",\"initial\":false}");
    client.call(3, "db.subscribe", "{\"table\":\"players\"}");
    blocking.awaitEntered();
    TestServer.await(() -> stats().contains("\"connections\":1"), "it is there");
    client.close();
    TestServer.await(() -> stats().contains("\"connections\":0"), "its end was noticed");
    blocking.release();
    server.call("DELETE", "/rest/v1/players/1", null); // after everything that waited
    server.get("/rest/v1/players?select=count()");
    TestServer.await(() -> stats().contains("\"subscribers\":0"), "nobody subscribes");
    assertTrue(stats().contains("\"topics\":0"), stats());
    for (int i = 0; i < FEEDS.maxSubscribers(); i++) {
      SocketClient other = open();
      other.call(1, "db.subscribe", "{\"table\":\"players\",\"initial\":false}");
      assertNotNull(other.reply(1).member("result"), "all places are free");
    }
  }

  static String operation(JsonNode params) {
    return params.member("changes").values().getFirst().member("op").text();
  }
}
