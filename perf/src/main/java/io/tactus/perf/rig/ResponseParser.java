package io.tactus.perf.rig;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Finds the end of HTTP/1.1 replies with a Content-Length, or without a body. Reads the bytes as
 * they come and keeps a copy of the body only if asked to. Chunked replies are refused: the rig
 * measures servers that say how long their replies are.
 *
 * <p>Threading: one thread.
 */
final class ResponseParser {
  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final byte[] CONTENT_LENGTH = {
    'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h', ':'
  };
  private static final byte[] TRANSFER_ENCODING = {
    't', 'r', 'a', 'n', 's', 'f', 'e', 'r', '-', 'e', 'n', 'c', 'o', 'd', 'i', 'n', 'g', ':'
  };

  private final byte[] line = new byte[8192];
  private final byte[] body;
  private int bodyLength;
  private int lineLength;
  private int headBytes;
  private boolean statusSeen;
  private boolean inBody;
  private int status;
  private long bodyLeft;

  /**
   * A parser for the replies of one connection.
   *
   * @param bodyLimitBytes how much of each body to keep, 0 for nothing
   */
  ResponseParser(int bodyLimitBytes) {
    body = new byte[bodyLimitBytes];
  }

  /** The kept part of the body of the reply that {@link #advance} completed last. */
  String body() {
    return new String(body, 0, bodyLength, StandardCharsets.UTF_8);
  }

  /** Status of the reply that {@link #advance} completed last. */
  int status() {
    return status;
  }

  /**
   * Consumes bytes up to the end of one reply.
   *
   * @return true if a reply is complete; bytes behind it stay in the buffer
   */
  boolean advance(ByteBuffer in) throws ProtocolException {
    while (!inBody) {
      if (!in.hasRemaining()) {
        return false;
      }
      takeHeadByte(in.get());
    }
    int taken = (int) Math.min(bodyLeft, in.remaining());
    int kept = Math.min(taken, body.length - bodyLength);
    in.get(in.position(), body, bodyLength, kept);
    bodyLength += kept;
    in.position(in.position() + taken);
    bodyLeft -= taken;
    if (bodyLeft > 0) {
      return false;
    }
    inBody = false;
    statusSeen = false;
    headBytes = 0;
    return true;
  }

  private void takeHeadByte(byte b) throws ProtocolException {
    if (++headBytes > MAX_HEAD_BYTES) {
      throw new ProtocolException("reply head longer than " + MAX_HEAD_BYTES + " bytes");
    }
    if (b != '\n') {
      if (lineLength < line.length) {
        line[lineLength++] = b;
      }
      return;
    }
    if (lineLength > 0 && line[lineLength - 1] == '\r') {
      lineLength--;
    }
    takeLine();
    lineLength = 0;
  }

  private void takeLine() throws ProtocolException {
    if (!statusSeen) {
      status = parseStatus();
      statusSeen = true;
      bodyLength = 0;
      bodyLeft = 0;
    } else if (lineLength == 0) {
      inBody = true;
    } else if (startsWith(CONTENT_LENGTH)) {
      bodyLeft = parseLength(CONTENT_LENGTH.length);
    } else if (startsWith(TRANSFER_ENCODING)) {
      throw new ProtocolException("the rig does not read chunked replies");
    }
  }

  private int parseStatus() throws ProtocolException {
    if (lineLength < 12 || line[0] != 'H' || line[8] != ' ') {
      throw new ProtocolException("not an HTTP/1.1 status line");
    }
    return (line[9] - '0') * 100 + (line[10] - '0') * 10 + line[11] - '0';
  }

  private long parseLength(int from) throws ProtocolException {
    long value = 0;
    for (int i = from; i < lineLength; i++) {
      if (line[i] >= '0' && line[i] <= '9') {
        value = value * 10 + line[i] - '0';
      } else if (line[i] != ' ') {
        throw new ProtocolException("bad Content-Length");
      }
    }
    return value;
  }

  private boolean startsWith(byte[] lowerCaseName) {
    if (lineLength < lowerCaseName.length) {
      return false;
    }
    for (int i = 0; i < lowerCaseName.length; i++) {
      byte b = line[i];
      byte lower = b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
      if (lower != lowerCaseName[i]) {
        return false;
      }
    }
    return true;
  }
}
