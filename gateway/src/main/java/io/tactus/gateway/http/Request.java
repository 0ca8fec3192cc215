package io.tactus.gateway.http;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.accesslog.AccessEntry;
import io.tactus.gateway.lane.Caller;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.Rejection;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * One HTTP request from its headers to the last byte of its reply. Pooled per IO thread: whoever
 * keeps one beyond the reply looks at somebody else's request.
 *
 * <p>Threading: the IO thread of its connection, which asserts so; a query worker may hold it
 * between {@link Handler#handle} and the reply, and must come back to the IO thread to answer.
 */
public final class Request implements Runnable, Caller {

  private static final Logger LOG = LoggerFactory.getLogger(Request.class);

  private static final int NO_CONTENT = 204;

  private enum Stage {
    FREE,
    READING,
    HANDLING,
    SENDING,
    DISCARDING
  }

  private final RequestPool pool;
  private final BodyBudget budget;
  private final RequestBody body;
  private final BodyReader reader;
  private final Response response;
  private final Runnable handler = this::runHandler;
  private final RequestAdmission admission;
  private final RequestNote note;

  private Stage stage = Stage.FREE;
  private HttpServerExchange exchange;
  private long startNs;
  private long deadlineNs;

  Request(RequestPool pool, BodyBudget budget, ByteBuffer waste) {
    this.pool = pool;
    this.budget = budget;
    this.body = new RequestBody(budget);
    this.reader = new BodyReader(this, pool.limits(), waste);
    this.response = new Response(this, budget);
    this.admission = new RequestAdmission(pool, response);
    this.note = new RequestNote(pool.accessLog());
  }

  // ---- what handlers use

  @Override
  public Lane lane() {
    return pool.lane();
  }

  /** Returns how to answer. */
  public Response response() {
    return response;
  }

  /** Returns the route this request came by. */
  public Route route() {
    return admission.route();
  }

  @Override
  public Principal principal() {
    return admission.principal();
  }

  /** Returns a path parameter, decoded. */
  public String parameter(String name) {
    return admission.parameter(name);
  }

  /** Returns a path parameter as it was sent: a composite key is split before it is decoded. */
  public String rawParameter(String name) {
    return admission.rawParameter(name);
  }

  /** As {@link #rawParameter}, without a string of its own: valid until the next call. */
  public CharSequence rawText(String name) {
    return admission.rawText(name);
  }

  /** Returns the query parameters. */
  public QueryString query() {
    return admission.query();
  }

  /** Returns the value of a request header (the first, if there are several), or null. */
  public String header(String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  /**
   * Returns the value of a header that may be there once, or null.
   *
   * @throws Refusal if there are several
   */
  public String singleHeader(HttpString name) {
    return admission.singleHeader(name);
  }

  /** Returns all values of a header whose lines make up one list, or null. */
  public String joinedHeader(String name) {
    HeaderValues values = exchange.getRequestHeaders().get(name);
    return values == null ? null : String.join(", ", values);
  }

  /** Returns whether only the head of the reply is wanted. */
  public boolean isHead() {
    return exchange.getRequestMethod().equals(Methods.HEAD);
  }

  /** Returns the method of this request as sent. */
  public String methodName() {
    return exchange.getRequestMethod().toString();
  }

  /** Returns whether the client speaks HTTP/1.1. */
  public boolean isHttp11() {
    return exchange.isHttp11();
  }

  /** Returns what the client speaks, such as {@code HTTP/1.0}. */
  public String protocol() {
    return exchange.getProtocol().toString();
  }

  /** Returns the query of this request as sent, without the question mark; empty if none. */
  public String rawQuery() {
    return exchange.getQueryString();
  }

  /** Returns the path of this request as sent, without the query. */
  public String target() {
    return exchange.getRequestURI();
  }

  /** Returns the body's bytes, valid up to {@link #bodyLength()} until the reply is sent. */
  public byte[] body() {
    return body.array();
  }

  /** Returns the length of the body in bytes. */
  public int bodyLength() {
    return body.length();
  }

  /** Returns whether the client asked for a single row as an object. */
  public boolean wantsObject() {
    return admission.wantsObject();
  }

  /** Returns whether the client asked for rows as lines of values. */
  public boolean wantsCsv() {
    return admission.wantsCsv();
  }

  /** Returns the number under which the journal has this request's commands. */
  public long journalId() {
    return note.number(exchange);
  }

  /** Returns what the client is told is its name, in a reply of this status; may be empty. */
  String name(int status) {
    note.reply(exchange, status);
    return note.id();
  }

  /** Returns the media type of rows in the form the client asked for. */
  public String rowsType() {
    return admission.rowsType();
  }

  /** Returns whether the body is lines of values. */
  public boolean hasCsvBody() {
    return admission.hasCsvBody();
  }

  /** Returns whether the client asked how a query would run, and how that is to be told. */
  public boolean wantsPlan() {
    return admission.wantsPlan();
  }

  /** Returns whether a plan is wanted as text. */
  public boolean wantsPlanText() {
    return admission.wantsPlanText();
  }

  @Override
  public boolean isMemorySpent() {
    return pool.isMemorySpent();
  }

  /** Returns the problem to answer with then. */
  public static Problem memorySpent() {
    return Problem.of(ProblemType.QUEUE_FULL, "Replies that are not taken fill the memory.");
  }

  @Override
  public void onIoThread(Runnable task) {
    pool.execute(task);
  }

  /**
   * Returns whether a page of another origin asks, one that is not configured. A browser lets any
   * page open a WebSocket and only says which one it is.
   */
  public boolean isFromForeignPage() {
    return pool.crossOrigin().isForeignPage(exchange);
  }

  /** Returns who counts what this IO thread answers. */
  public RequestObserver observer() {
    return pool.observer();
  }

  /** Returns the memory of this IO thread that bodies and replies share. */
  public BodyBudget memory() {
    return budget;
  }

  /**
   * Gives the connection away, to a stream of events or to another protocol: whoever takes the
   * exchange answers it and ends it. Nothing may be asked of this request any more.
   *
   * @param status what it is counted as
   */
  public HttpServerExchange handOver(int status) {
    sending(status);
    HttpServerExchange given = exchange;
    answered(status);
    clear();
    pool.release(this);
    return given;
  }

  /** Returns the time at which the headers were complete, in {@link System#nanoTime} terms. */
  public long startNs() {
    return startNs;
  }

  // ---- its course

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
    try {
      Problem problem = admission.admit(exchange, startNs);
      if (problem != null) {
        refuse(problem);
      } else if (route() == null) {
        response.empty(NO_CONTENT);
      } else {
        reader.read();
      }
    } catch (Refusal e) {
      refuse(e.problem());
    } catch (RuntimeException | Error e) {
      // Also an Error: without an answer the exchange would stay open for ever.
      defect(e);
    }
  }

  /**
   * Counts requests against the rate limit of whoever calls, such as the further calls of a batch.
   *
   * @throws Refusal 429 if they are too many
   */
  public void spend(int requests) {
    admission.spend(requests);
  }

  /** The body is there: hand the request to its handler. */
  void bodyComplete() {
    stage = Stage.HANDLING;
    handle(handler);
  }

  private void runHandler() {
    route().handler().handle(this);
  }

  /** Returns entity tags as headers have them. */
  EntityTagTexts entityTags() {
    return pool.entityTags();
  }

  /** Returns lengths as headers have them. */
  LengthTexts lengths() {
    return pool.lengths();
  }

  @Override
  public void handle(Runnable part) {
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
  public void refuse(Problem problem) {
    pool.observer().refused(problem);
    response.problem(problem);
  }

  /** Answers with a problem that has more members than others, each with a comma before it. */
  public void refuse(Problem problem, Consumer<JsonWriter> more) {
    pool.observer().refused(problem);
    response.problem(problem, more);
  }

  /** Answers 500 and logs why; the client learns nothing about the inside. */
  public void defect(Throwable cause) {
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

  /** The bytes of the reply are there: they are written when this round's requests are handled. */
  void sendSoon() {
    pool.sendSoon(response);
  }

  private void answered(int status) {
    long elapsedNs = System.nanoTime() - startNs;
    pool.observer().answered(route(), status, elapsedNs);
    note.done(exchange, route(), principal(), status, elapsedNs);
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
      note.done(exchange, route(), principal(), AccessEntry.CLIENT_GONE, elapsedNs);
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

  private void clear() {
    stage = Stage.FREE;
    exchange = null;
    admission.clear();
    note.clear();
    body.clear();
    reader.clear();
    response.clear();
  }

  HttpServerExchange exchange() {
    return exchange;
  }

  RequestBody requestBody() {
    return body;
  }

  boolean isFree() {
    return stage == Stage.FREE;
  }
}
