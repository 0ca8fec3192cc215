package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.BlockingPlugin;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.feed.FeedLimits;
import io.tactus.storage.json.JsonNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketTest {

  private static final int MESSAGE_BYTES = 4_000;
  private static final int BUFFER = 64 << 10;
  private static final SocketLimits LIMITS = new SocketLimits(MESSAGE_BYTES, 8, 2, 100, 1_000);
  private static final FeedLimits FEEDS =
      FeedLimits.builder()
          .maxSubscribers(3)
          .maxPendingBytes(BUFFER)
          .maxCommitBytes(1 << 20)
          .build();

  @TempDir Path folder;
  private final BlockingPlugin blocking = new BlockingPlugin();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<SocketClient> clients = new ArrayList<>();
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        TestServer.start(
                folder, engine -> engine, config -> config.feeds(FEEDS).sockets(LIMITS), blocking)
            .withPlayers();
  }

  @AfterEach
  void stop() {
    clients.forEach(SocketClient::close);
    server.close();
    http.close();
  }

  private SocketClient open(String... headers) {
    SocketClient client = new SocketClient(http, server.gateway().address(), headers);
    clients.add(client);
    return client;
  }

  private static String row(String name) {
    return "{\"table\":\"players\",\"row\":{\"name\":\"" + name + "\"}}";
  }

  @Test
  void shouldAnswerManyCallsInFlightEachUnderItsId() {
    SocketClient client = open();
    int calls = 200; // far more than may be in flight: the rest waits unread
    for (int i = 0; i < calls; i++) {
      client.call(i, "db.insert", row("p" + i));
      client.call(calls + i, "db.get", "{\"table\":\"players\",\"key\":" + (i + 1) + "}");
    }
    Map<String, JsonNode> replies = new HashMap<>();
    for (int i = 0; i < 2 * calls; i++) {
      JsonNode reply = client.next();
      assertNull(replies.put(reply.member("id").text(), reply), "answered twice");
    }
    long last = 0;
    for (int i = 0; i < calls; i++) {
      JsonNode inserted = replies.get("" + i).member("result");
      long sequence = Long.parseLong(inserted.member("sequence").text());
      assertTrue(sequence > last, "applied in the order in which they were sent");
      last = sequence;
      JsonNode read = replies.get("" + (calls + i)).member("result");
      assertEquals("p" + i, read.member("name").text(), "a read sees what was written before it");
    }
  }

  @Test
  void shouldGoOnAnsweringReadsThatNeedNotWait() {
    SocketClient client = open();
    for (int i = 0; i < 5 * LIMITS.maxCallsInFlight(); i++) {
      client.call(i, "db.get", "{\"table\":\"players\",\"key\":1}");
      client.reply(i);
    }
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

  @Test
  void shouldNotReadMoreThanItMayHoldWhileCallsWait() {
    BlockingPlugin engine = new BlockingPlugin();
    int messages = 64;
    try (TestServer large = TestServer.start(folder.resolve("large"), engine).withPlayers();
        SocketClient client = new SocketClient(http, large.gateway().address())) {
      client.call(0, "test.block", "{}");
      for (int i = 1; i <= messages; i++) {
        String params = row("p" + i);
        String document =
            "{\"jsonrpc\":\"2.0\",\"id\":"
                + i
                + ",\"method\":\"db.insert\",\"params\":"
                + params
                + "}";
        client.send(
            document + " ".repeat(SocketLimits.DEFAULT.maxMessageBytes() - document.length()));
      }
      engine.awaitEntered();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
      while (System.nanoTime() < end) {
        int sent = client.messagesSent();
        assertTrue(sent < messages / 2, sent + " MiB were taken in while nothing was answered");
        Thread.onSpinWait();
      }
      engine.release();
      for (int i = 0; i <= messages; i++) {
        client.reply(i);
      }
    }
  }

  @Test
  void shouldAnswerTheLastOfManyPings() throws IOException {
    int pings = 200; // Undertow takes some hundred in a row
    ByteBuffer flood = ByteBuffer.allocate(pings * 8);
    for (int i = 0; i < pings; i++) {
      flood.put((byte) 0x89).put((byte) 0x82).putInt(0).putShort((short) i);
    }
    try (Socket socket = handshake()) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(flood.array());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        head += (char) in.readUnsignedByte();
      }
      int pongs = 0;
      int last = -1;
      while (last < pings - 1) {
        int kind = in.readUnsignedByte();
        byte[] payload = in.readNBytes(in.readUnsignedByte());
        if (kind == 0x8A) { // the others are pings of the server
          int answered = ByteBuffer.wrap(payload).getShort();
          assertTrue(answered > last, "in order");
          last = answered;
          pongs++;
        }
      }
      assertTrue(pongs <= pings, pongs + " pongs");
    }
  }

  @Test
  void shouldAnswerWhatLooksLikeAHandshakeButIsNone() throws IOException {
    String key = "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
    String[] requests = {
      "HEAD /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n",
      "GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
    };
    for (String request : requests) {
      try (Socket socket = new Socket()) {
        socket.connect(server.gateway().address());
        socket.setSoTimeout(5_000);
        socket
            .getOutputStream()
            .write((request + key + "\r\n").getBytes(StandardCharsets.US_ASCII));
        byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 426".length());
        assertEquals("HTTP/1.1 426", new String(status, StandardCharsets.US_ASCII), request);
      }
    }
  }

  @Test
  void shouldAnswerDocumentsAsOverHttp() {
    SocketClient client = open();
    client.send("{\"jsonrpc\"");
    assertEquals("-32700", code(client.next()));
    client.send("[]");
    assertEquals("-32600", code(client.next()));
    client.call(1, "db.nothing", "{}");
    assertEquals("-32601", code(client.reply(1)));
    client.call(2, "db.get", "{}");
    assertEquals("-32602", code(client.reply(2)));
    client.call(3, "db.insert", "{\"table\":\"nothing\",\"row\":{}}");
    assertEquals("-32000", code(client.reply(3)));
    client.send(
        "[{\"jsonrpc\":\"2.0\",\"method\":\"db.insert\",\"params\":"
            + row("Ada")
            + "},{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"db.query\",\"params\":"
            + "{\"table\":\"players\"}}]");
    JsonNode batch = client.next();
    assertEquals(1, batch.values().size(), "a notification has no reply");
    assertEquals(1, batch.values().getFirst().member("result").values().size());
    client.send("");
    assertEquals("-32700", code(client.next()));
  }

  private static String code(JsonNode reply) {
    assertNotNull(reply.member("error"), reply.toString());
    return reply.member("error").member("code").text();
  }

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

  private static String operation(JsonNode params) {
    return params.member("changes").values().getFirst().member("op").text();
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
  void shouldTakeTheLargestMessageAndCloseAtOneByteMore() {
    SocketClient client = open();
    String call = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.schema\",\"params\":{}}";
    client.send(call + " ".repeat(MESSAGE_BYTES - call.length()));
    client.reply(1);
    client.send(call + " ".repeat(MESSAGE_BYTES - call.length() + 1));
    assertTrue(client.closed().startsWith("1009"), client.closed());
  }

  @Test
  void shouldCloseAtBinaryMessages() {
    SocketClient client = open();
    client.sendBinary();
    assertTrue(client.closed().startsWith("1003"), client.closed());
  }

  @Test
  void shouldRefusePagesOfOtherSites() {
    int port = server.gateway().address().getPort();
    open("Origin", "http://127.0.0.1:" + port);
    for (String origin : List.of("http://example.com", "null", "http://127.0.0.1")) {
      CompletionException refused =
          assertThrows(CompletionException.class, () -> open("Origin", origin));
      assertTrue(
          refused.getCause().toString().contains("403") || refused.toString().contains("Handshake"),
          refused.toString());
    }
    TestServer.Reply plain = server.get("/ws");
    assertEquals(426, plain.status());
    assertEquals("websocket", plain.header("Upgrade"));
  }

  @Test
  void shouldSayGoodbyeWhenTheServerCloses() {
    SocketClient client = open();
    client.call(1, "db.insert", row("Ada"));
    client.reply(1);
    server.gateway().close();
    assertEquals("1001 The server is closing.", client.closed());
  }

  @Test
  void shouldCloseWhoIsNotHeardOf() throws IOException {
    try (Socket mute = handshake()) {
      String heard = rest(mute.getInputStream());
      assertTrue(heard.contains("Nothing was heard for 1000 ms"), heard);
    }
    SocketClient client = open(); // answers pings by itself
    assertNull(client.poll(1_500));
    client.call(1, "db.schema", "{}");
    client.reply(1);
  }

  @Test
  void shouldCloseWhoTakesNothing() throws IOException {
    try (Socket slow = handshake()) {
      String call =
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.subscribe\","
              + "\"params\":{\"table\":\"notes\"}}";
      String notes =
          "{\"name\":\"notes\",\"fields\":[{\"name\":\"id\",\"type\":\"u64\",\"generated\":true},"
              + "{\"name\":\"text\",\"type\":\"text\"}],\"primaryKey\":[\"id\"]}";
      assertEquals(201, server.post("/schema/v1/tables", notes).status());
      slow.getOutputStream().write(maskedText(call));
      TestServer.await(() -> stats().contains("\"subscribers\":1"), "the slow one is there");
      String row = "{\"text\":\"" + "x".repeat(20_000) + "\"}";
      int written = 0;
      while (!stats().contains("\"cutOff\":1")) {
        assertEquals(201, server.post("/rest/v1/notes", row).status());
        slow.getOutputStream().write(maskedPong());
        assertTrue(++written < 2_000, "a slow client is never cut off");
      }
      String heard = rest(slow.getInputStream());
      assertTrue(heard.contains("too_slow"), "the reason is the last it is told");
      TestServer.await(() -> stats().contains("\"subscribers\":0"), "it is gone");
    }
  }

  private String stats() {
    return server.get("/stats").body();
  }

  private Socket handshake() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4 << 10);
    socket.connect(server.gateway().address());
    String request =
        String.join(
            "\r\n",
            "GET /ws HTTP/1.1",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** A text frame of less than 126 bytes, masked with zeros. */
  private static byte[] maskedText(String text) {
    byte[] payload = text.getBytes(StandardCharsets.UTF_8);
    assertTrue(payload.length < 126);
    byte[] frame = new byte[6 + payload.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | payload.length);
    System.arraycopy(payload, 0, frame, 6, payload.length);
    return frame;
  }

  private static byte[] maskedPong() {
    return new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};
  }

  private static String rest(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
