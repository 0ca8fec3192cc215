package io.tactus.gateway.http;

import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.agrona.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A long reply, one piece at a time: a background thread reads a piece, the IO thread sends it, and
 * only when the socket has taken it the next is read. So a slow client costs one piece of memory
 * and no thread. If the source fails the connection is closed short of the promised length.
 *
 * <pre>
 *  executor:   read ─┐        ┌─► read ─┐
 *  IO thread:        └─► send ┘         └─► send … sent
 * </pre>
 *
 * <p>Threading: handed to and fro between the two; never in both.
 */
final class StreamedReply implements IoCallback {
  private static final Logger LOG = LoggerFactory.getLogger(StreamedReply.class);
  private static final int PIECE_BYTES = 128 << 10;

  private final RequestCourse course;
  private final RequestPool pool;
  private final int status;
  private final ByteSource source;
  private final Executor executor;
  private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE_BYTES);
  private boolean sending;

  StreamedReply(
      RequestCourse course, RequestPool pool, int status, ByteSource source, Executor executor) {
    this.course = course;
    this.pool = pool;
    this.status = status;
    this.source = source;
    this.executor = executor;
  }

  /** Begins; the head of the reply is set. Threading: IO thread. */
  void start() {
    readNext();
  }

  private void readNext() {
    try {
      executor.execute(this::read);
    } catch (RejectedExecutionException e) {
      fail(new IOException("the server closes", e));
    }
  }

  private void read() {
    try {
      boolean more = source.read(piece.clear());
      piece.flip();
      pool.execute(more ? this::send : this::finish);
    } catch (Throwable e) {
      // Whatever it is, an exchange that nobody ends stays open for ever.
      pool.execute(() -> fail(e));
    }
  }

  private void send() {
    sending = true;
    course.exchange().getResponseSender().send(piece, this);
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    if (sending) {
      sending = false;
      readNext();
    }
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
    if (sending) {
      LOG.debug("the client of a long reply is gone", exception);
      lost();
    }
  }

  /** The connection was closed; if a piece is being read, sending it will tell. */
  void connectionClosed() {
    if (sending) {
      lost();
    }
  }

  private void lost() {
    sending = false;
    end();
    course.connectionLost();
  }

  private void finish() {
    end();
    course.sent(status);
  }

  /** What was promised cannot be kept: a reply that breaks off is noticed by the client. */
  private void fail(Throwable cause) {
    LOG.error("a long reply was broken off", cause);
    end();
    course.connectionLost();
  }

  private void end() {
    source.close();
    BufferUtil.free(piece);
  }
}
