package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.http.RawConnection;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** The connection under the calls: handshakes, pings, sizes, and why it is closed. */
class SocketConnectionTest extends SocketFixture {

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
  void shouldTellClientsOfHttp10ThatAWebSocketNeedsMore() throws IOException {
    String handshake =
        String.join(
            "\r\n",
            "GET /ws HTTP/1.0",
            "Host: localhost",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "",
            "");
    try (RawConnection connection = new RawConnection(server.gateway().address())) {
      RawConnection.Reply reply = connection.send(handshake).reply();
      assertEquals(426, reply.status());
      assertTrue(reply.body().contains("HTTP/1.1, not HTTP/1.0"), reply.body());
    }
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

  Socket handshake() throws IOException {
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

  static String rest(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }
}
