package io.tactus.gateway.abuse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections that say nothing, in a process of its own, because the two ends of ten thousand need
 * more descriptors than one process may have. Every other one asks one thing first, and is idle
 * then.
 *
 * <p>{@link #main} prints {@code open N} when all are there, and {@code closed N} when the server
 * has closed so many, all or not, within the time given.
 */
public final class IdleClient implements AutoCloseable {

  /** From one address there are fewer ports than connections wanted. */
  private static final int PER_ADDRESS = 5_000;

  private static final byte[] REQUEST =
      "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Process process;
  private final BufferedReader output;

  private IdleClient(Process process) {
    this.process = process;
    output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
  }

  /** Starts the process. */
  static IdleClient start(int port, int connections, long deadlineMs) throws IOException {
    return new IdleClient(
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                IdleClient.class.getName(),
                Integer.toString(port),
                Integer.toString(connections),
                Long.toString(deadlineMs))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Returns the number the process prints next, after the word. */
  int await(String word) throws IOException {
    String line = output.readLine();
    if (line == null || !line.startsWith(word + " ")) {
      throw new IOException("not '" + word + "' but " + line);
    }
    return Integer.parseInt(line.substring(word.length() + 1));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Arguments: port, connections, milliseconds to wait for their end. */
  public static void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    long deadlineNs =
        System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.parseLong(arguments[2]));
    try (Selector selector = Selector.open()) {
      List<SocketChannel> channels = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        channels.add(connect(port, i));
      }
      for (SocketChannel channel : channels) {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ);
      }
      System.out.println("open " + count);
      int closed = 0;
      while (closed < count && System.nanoTime() < deadlineNs) {
        selector.select(100);
        for (SelectionKey key : selector.selectedKeys()) {
          closed += isEnded((SocketChannel) key.channel()) ? 1 : 0;
        }
        selector.selectedKeys().clear();
      }
      System.out.println("closed " + closed);
    }
  }

  private static SocketChannel connect(int port, int index) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.bind(new InetSocketAddress("127.0.0." + (2 + index / PER_ADDRESS), 0));
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    if (index % 2 == 0) {
      channel.write(ByteBuffer.wrap(REQUEST));
      ByteBuffer reply = ByteBuffer.allocate(4096);
      while (!StandardCharsets.US_ASCII.decode(reply.duplicate().flip()).toString().endsWith("}")) {
        if (channel.read(reply) < 0) {
          throw new IOException("closed instead of an answer");
        }
      }
    }
    return channel;
  }

  /** Reads what is there; closes the channel when the server has. */
  private static boolean isEnded(SocketChannel channel) throws IOException {
    ByteBuffer waste = ByteBuffer.allocate(4096);
    try {
      if (channel.read(waste) >= 0) {
        return false;
      }
    } catch (IOException reset) {
      // Ended as well.
    }
    channel.close();
    return true;
  }
}
