package io.tactus.gateway.socket;

import io.tactus.gateway.http.RawConnection;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A WebSocket written out by hand (RFC 6455): frames may hold what no library would send. */
public final class FrameConnection implements AutoCloseable {

  private static final String OPEN =
      String.join(
          "\r\n",
          "GET /ws HTTP/1.1",
          "Host: x",
          "Connection: Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "",
          "");
  private static final int FINAL = 0x80;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int MASKED = 0x80;

  private final RawConnection connection;

  /** Takes a connection over and makes it a WebSocket. */
  public FrameConnection(RawConnection connection) throws IOException {
    this.connection = connection;
    int status = connection.send(OPEN).reply().status();
    if (status != 101) {
      throw new IOException("not a WebSocket but " + status);
    }
  }

  /** A frame of the server: text, or why it closes. */
  public record Frame(int closeCode, String text) {}

  /** Sends a text message in one frame. */
  public FrameConnection sendText(byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(FINAL | TEXT);
    if (payload.length < 126) {
      frame.write(MASKED | payload.length);
    } else if (payload.length < 1 << 16) {
      frame.write(MASKED | 126);
      frame.write(payload.length >>> 8);
      frame.write(payload.length);
    } else {
      frame.write(MASKED | 127);
      for (int shift = 56; shift >= 0; shift -= 8) {
        frame.write((int) ((long) payload.length >>> shift));
      }
    }
    frame.writeBytes(new byte[4]); // a mask of zeros leaves the payload as it is
    frame.writeBytes(payload);
    connection.send(frame.toByteArray());
    return this;
  }

  /** Reads the server's next frame that is text or a close. */
  public Frame next() throws IOException {
    while (true) {
      byte[] head = read(2);
      int length = head[1] & 0x7F;
      if (length == 126) {
        byte[] two = read(2);
        length = (two[0] & 0xFF) << 8 | (two[1] & 0xFF);
      } else if (length == 127) {
        byte[] eight = read(8);
        length = 0;
        for (byte b : eight) {
          length = length << 8 | (b & 0xFF);
        }
      }
      byte[] payload = read(length);
      int opcode = head[0] & 0x0F;
      if (opcode == TEXT) {
        return new Frame(0, new String(payload, StandardCharsets.UTF_8));
      }
      if (opcode == CLOSE) {
        int code = payload.length < 2 ? 1005 : (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        return new Frame(code, "");
      }
    }
  }

  private byte[] read(int count) throws IOException {
    byte[] bytes = connection.read(count);
    if (bytes.length < count) {
      throw new EOFException("closed within a frame");
    }
    return bytes;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
