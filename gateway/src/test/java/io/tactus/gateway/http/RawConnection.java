package io.tactus.gateway.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A socket that says exactly what a test wants said, and reads replies one by one. */
public final class RawConnection implements AutoCloseable {

  /** The last four bytes of a head: twice CR LF. */
  private static final int END_OF_HEAD = 0x0D0A_0D0A;

  private final Socket socket = new Socket();
  private final InputStream in;

  public RawConnection(InetSocketAddress address) throws IOException {
    socket.connect(address, 5_000);
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** One reply; the body is empty if there is none. */
  public record Reply(int status, String head, String body) {
    public String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":")) {
          return line.substring(name.length() + 1).trim();
        }
      }
      return null;
    }
  }

  public RawConnection send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Sends bytes that are not text. */
  public RawConnection send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads so many bytes of whatever is spoken by now; fewer at the end. */
  public byte[] read(int count) throws IOException {
    return in.readNBytes(count);
  }

  /** Says that nothing more will be sent. */
  public RawConnection endOfRequests() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** Reads one reply whose length is in Content-Length. */
  public Reply reply() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int last = 0;
    while (last != END_OF_HEAD) {
      int b = in.read();
      if (b < 0) {
        throw new EOFException("closed after: " + head.toString(StandardCharsets.ISO_8859_1));
      }
      head.write(b);
      last = last << 8 | b;
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    Reply reply = new Reply(Integer.parseInt(text.substring(9, 12)), text, "");
    String length = reply.header("Content-Length");
    int count = length == null ? 0 : Integer.parseInt(length);
    byte[] body = in.readNBytes(count);
    if (body.length < count) {
      throw new EOFException("closed after " + body.length + " of " + count);
    }
    return new Reply(reply.status(), text, new String(body, StandardCharsets.UTF_8));
  }

  /** Tells whether a byte of a reply has arrived. */
  public boolean hasReply() {
    try {
      return in.available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Tells whether the server closes the connection, within the socket's time limit. */
  public boolean isClosedByServer() {
    try {
      return in.read() < 0;
    } catch (java.net.SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
