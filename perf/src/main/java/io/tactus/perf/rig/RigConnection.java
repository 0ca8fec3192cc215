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
  private final ResponseParser parser = new ResponseParser();
  private long startNs;
  private boolean inFlight;

  RigConnection(Selector selector, InetSocketAddress target, int requestBytes) throws IOException {
    out = ByteBuffer.allocateDirect(requestBytes);
    channel = SocketChannel.open(target);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  /**
   * Sends a request.
   *
   * @param latencyStartNs the time its latency counts from
   */
  void send(RequestSource source, long requestIndex, long latencyStartNs) throws IOException {
    startNs = latencyStartNs;
    inFlight = true;
    out.clear();
    source.write(requestIndex, out);
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

  int status() {
    return parser.status();
  }

  @Override
  public void close() throws IOException {
    key.cancel();
    channel.close();
  }
}
