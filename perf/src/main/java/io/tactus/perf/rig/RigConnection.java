package io.tactus.perf.rig;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request in flight. Threading: the rig's thread. */
final class RigConnection implements AutoCloseable {
  private final SocketChannel channel;
  private final SelectionKey key;
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocateDirect(32 * 1024);
  private final ResponseParser parser;
  private long startNs;
  private int kind;
  private boolean inFlight;

  /**
   * Connects.
   *
   * @param requestBytes largest request
   * @param bodyLimitBytes how much of each reply's body to keep, 0 for nothing
   */
  RigConnection(Selector selector, InetSocketAddress target, int requestBytes, int bodyLimitBytes)
      throws IOException {
    parser = new ResponseParser(bodyLimitBytes);
    out = ByteBuffer.allocateDirect(requestBytes);
    channel = SocketChannel.open(target);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /** The buffer to write the next request to, before {@link #send}. */
  ByteBuffer request() {
    return out.clear();
  }

  /**
   * Sends the request that was written to {@link #request}.
   *
   * @param requestKind handed back by {@link #kind}
   * @param latencyStartNs the time its latency counts from
   */
  void send(int requestKind, long latencyStartNs) throws IOException {
    kind = requestKind;
    startNs = latencyStartNs;
    inFlight = true;
    out.flip();
    flush();
  }

  void flush() throws IOException {
    channel.write(out);
    key.interestOps(
        out.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  /**
   * Reads what is there.
   *
   * @return true if the reply in flight is complete
   * @throws IOException if the server closed the connection or answered unasked
   */
  boolean receive() throws IOException {
    if (channel.read(in) < 0) {
      throw new IOException("the server closed the connection");
    }
    in.flip();
    boolean complete = parser.advance(in);
    if (in.hasRemaining() && (complete || !inFlight)) {
      throw new IOException("more bytes than one reply");
    }
    in.clear();
    if (complete) {
      inFlight = false;
    }
    return complete;
  }

  long startNs() {
    return startNs;
  }

  int kind() {
    return kind;
  }

  String body() {
    return parser.body();
  }

  int status() {
    return parser.status();
  }

  @Override
  public void close() throws IOException {
    key.cancel();
    channel.close();
  }
}
