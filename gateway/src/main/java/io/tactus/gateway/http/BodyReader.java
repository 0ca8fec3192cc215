package io.tactus.gateway.http;

import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.ChannelListener;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads one request's body without blocking, and throws away what a refused request still sends.
 *
 * <p>Undertow's own receiver takes Content-Length at its word and allocates that much before any
 * limit; this one takes memory only for bytes that are there, refuses a declared excess at once and
 * an undeclared one at the first byte too many.
 *
 * <p>Threading: the IO thread of the connection; one per request, reused.
 */
final class BodyReader implements ChannelListener<StreamSourceChannel> {

  private final RequestCourse course;
  private final HttpLimits limits;
  private final ByteBuffer waste;
  private StreamSourceChannel channel;
  private boolean discarding;
  private long discardedBytes;

  BodyReader(RequestCourse course, HttpLimits limits, ByteBuffer waste) {
    this.course = course;
    this.limits = limits;
    this.waste = waste;
  }

  /** Reads the body; the request goes on when it is complete, refused or broken. */
  void read() {
    HttpServerExchange exchange = course.exchange();
    if (exchange.isRequestComplete()) {
      course.bodyComplete();
      return;
    }
    if (exchange.getRequestContentLength() > limits.maxBodyBytes()) {
      refuseTooLarge();
      return;
    }
    begin(exchange.getRequestChannel());
    pump();
  }

  /** From now on only this channel's events are about the request. */
  void begin(StreamSourceChannel of) {
    channel = of;
  }

  /** Reads on after the reply was sent, so that the client gets to see it before the close. */
  void discard() {
    HttpServerExchange exchange = course.exchange();
    boolean notYetAsked =
        HttpContinue.requiresContinueResponse(exchange)
            && !HttpContinue.isContinueResponseSent(exchange);
    if (notYetAsked) {
      course.discarded(false);
      return;
    }
    discarding = true;
    discardedBytes = 0;
    if (channel == null) {
      begin(exchange.getRequestChannel());
    }
    if (channel == null) {
      course.discarded(false);
      return;
    }
    pump();
  }

  @Override
  public void handleEvent(StreamSourceChannel ready) {
    // An event may still be on its way when its request is done, and this reader another's.
    if (ready.equals(channel)) {
      pump();
    }
  }

  void clear() {
    channel = null;
    discarding = false;
  }

  private void pump() {
    try {
      if (discarding) {
        pumpWaste();
      } else {
        pumpBody();
      }
    } catch (IOException e) {
      // The client is gone, or broke its own framing: nobody is left to answer.
      course.connectionLost();
    }
  }

  private void pumpBody() throws IOException {
    RequestBody body = course.body();
    while (true) {
      ByteBuffer room = body.room(limits.maxBodyBytes());
      if (room == null) {
        pause();
        course.refuse(
            Problem.of(ProblemType.QUEUE_FULL, "The memory for request bodies is in use."));
        return;
      }
      int count = channel.read(room);
      if (body.length() > limits.maxBodyBytes()) {
        pause();
        refuseTooLarge();
        return;
      }
      if (count < 0) {
        pause();
        course.bodyComplete();
        return;
      }
      if (count == 0) {
        await();
        return;
      }
    }
  }

  private void pumpWaste() throws IOException {
    long allowed = 4L * limits.maxBodyBytes();
    while (discardedBytes <= allowed) {
      waste.clear();
      int count = channel.read(waste);
      if (count < 0) {
        pause();
        course.discarded(true);
        return;
      }
      if (count == 0) {
        await();
        return;
      }
      discardedBytes += count;
    }
    pause();
    course.discarded(false);
  }

  private void await() {
    channel.getReadSetter().set(this);
    channel.resumeReads();
  }

  private void pause() {
    channel.suspendReads();
  }

  private void refuseTooLarge() {
    course.refuse(
        Problem.of(ProblemType.TOO_LARGE, "The body exceeds " + limits.maxBodyBytes() + " bytes.")
            .withLimit(limits.maxBodyBytes()));
  }
}
