package io.tactus.gateway.http;

import io.tactus.gateway.accesslog.AccessEntry;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.Rejection;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * The course of one HTTP exchange, from its headers to the last byte of its reply: answered once,
 * ended in time whatever the client does, and given back to the pool.
 *
 * <pre>
 *  FREE → READING → HANDLING → SENDING → FREE
 *            │                  ▲   └→ DISCARDING → FREE   (the client still sends)
 *            └──── refused ─────┘
 * </pre>
 *
 * <p>Threading: the IO thread of its connection.
 */
final class RequestCourse implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(RequestCourse.class);

  private static final int NO_CONTENT = 204;

  private enum Stage {
    FREE,
    READING,
    HANDLING,
    SENDING,
    DISCARDING
  }

  private final RequestPool pool;
  private final RequestBody body;
  private final BodyReader reader;
  private final Response response;
  private final RequestAdmission admission;
  private final RequestNote note;
  private final Request request;
  private final Runnable arrival = this::admit;
  private final Runnable handler = this::runHandler;

  private Stage stage = Stage.FREE;
  private HttpServerExchange exchange;
  private long startNs;
  private long deadlineNs;

  RequestCourse(RequestPool pool, ByteBuffer waste) {
    this.pool = pool;
    this.body = new RequestBody(pool.memory());
    this.reader = new BodyReader(this, pool.limits(), waste);
    this.response = new Response(this, pool);
    this.admission = new RequestAdmission(pool, response);
    this.note = new RequestNote(pool.accessLog());
    this.request = new Request(pool, this, admission, note, body, response);
  }

  /** Binds this object to an exchange that has just arrived. */
  void begin(HttpServerExchange newExchange) {
    assert stage == Stage.FREE;
    exchange = newExchange;
    startNs = System.nanoTime();
    stage = Stage.READING;
    deadlineNs = startNs + pool.limits().bodyTimeoutMs() * 1_000_000L;
  }

  /** Runs once Undertow's call stack has unwound; from here on the exchange is ours to end. */
  @Override
  public void run() {
    handle(arrival);
  }

  private void admit() {
    Problem problem = admission.admit(exchange, startNs);
    if (problem != null) {
      refuse(problem);
    } else if (route() == null) {
      response.empty(NO_CONTENT);
    } else {
      reader.read();
    }
  }

  /** The body is there: hand the request to its handler. */
  void bodyComplete() {
    stage = Stage.HANDLING;
    handle(handler);
  }

  private void runHandler() {
    route().handler().handle(request);
  }

  /** Runs a part of the handling; whatever it throws becomes an answer. */
  void handle(Runnable part) {
    try {
      part.run();
    } catch (Refusal e) {
      refuse(e.problem());
    } catch (Rejection e) {
      refuse(Problem.of(e));
    } catch (RuntimeException | Error e) {
      // Also an Error: without an answer the exchange would stay open for ever.
      defect(e);
    }
  }

  /** Answers with a problem. */
  void refuse(Problem problem) {
    pool.observer().refused(problem);
    response.problem(problem);
  }

  /** Answers 500 and logs why; the client learns nothing about the inside. */
  void defect(Throwable cause) {
    Route route = route();
    LOG.error("defect while handling {}", route == null ? "a request" : route.operation(), cause);
    if (stage == Stage.READING || stage == Stage.HANDLING) {
      refuse(Problem.of(ProblemType.INTERNAL, "The server failed to handle this request."));
    }
  }

  /** The reply goes out: from now on nobody may answer again. */
  void sending(int status) {
    if (stage != Stage.READING && stage != Stage.HANDLING) {
      throw new IllegalStateException("answered twice, in stage " + stage);
    }
    if (stage == Stage.READING && !exchange.isRequestComplete()) {
      exchange.setPersistent(false);
    }
    stage = Stage.SENDING;
    note.reply(exchange, status);
    ServerTiming.tell(exchange, pool.lane(), startNs);
  }

  private void answered(int status) {
    long elapsedNs = System.nanoTime() - startNs;
    pool.observer().answered(route(), status, elapsedNs);
    note.done(exchange, route(), admission.principal(), status, elapsedNs);
  }

  /** The last byte of the reply was taken over by the socket. */
  void sent(int status) {
    answered(status);
    if (exchange.isRequestComplete()) {
      finish(false);
      return;
    }
    stage = Stage.DISCARDING;
    deadlineNs = System.nanoTime() + pool.limits().lingerMs() * 1_000_000L;
    reader.discard();
  }

  /** What the client still sent is gone, or is not worth waiting for. */
  void discarded(boolean complete) {
    finish(!complete);
  }

  /** The connection is gone or unusable. */
  void connectionLost() {
    if (stage != Stage.DISCARDING) {
      long elapsedNs = System.nanoTime() - startNs;
      note.done(exchange, route(), admission.principal(), AccessEntry.CLIENT_GONE, elapsedNs);
    }
    finish(true);
  }

  /** Called now and then: ends what takes too long. */
  void checkDeadline(long nowNs) {
    if (stage == Stage.SENDING && !exchange.getConnection().isOpen()) {
      // Closed because nobody took the reply: whoever was to send the rest is not told of it.
      response.connectionClosed();
      return;
    }
    if (nowNs - deadlineNs < 0) {
      return;
    }
    if (stage == Stage.READING) {
      if (exchange.getConnection().isOpen()) {
        refuse(Problem.of(ProblemType.REQUEST_TIMEOUT, "The body did not arrive in time."));
      } else {
        finish(true);
      }
    } else if (stage == Stage.DISCARDING) {
      finish(true);
    }
  }

  private void finish(boolean close) {
    HttpServerExchange finished = exchange;
    clear();
    pool.release(this);
    if (close) {
      IoUtils.safeClose(finished.getConnection());
    }
    finished.endExchange();
  }

  /** The connection is given away: whoever takes the exchange answers it and ends it. */
  HttpServerExchange handOver(int status) {
    sending(status);
    HttpServerExchange given = exchange;
    answered(status);
    clear();
    pool.release(this);
    return given;
  }

  private void clear() {
    stage = Stage.FREE;
    exchange = null;
    admission.clear();
    note.clear();
    body.clear();
    reader.clear();
    response.clear();
  }

  /** Returns what the client is told is its name, in a reply of this status; may be empty. */
  String name(int status) {
    note.reply(exchange, status);
    return note.id();
  }

  private Route route() {
    return admission.route();
  }

  HttpServerExchange exchange() {
    return exchange;
  }

  RequestBody body() {
    return body;
  }

  boolean isFree() {
    return stage == Stage.FREE;
  }
}
