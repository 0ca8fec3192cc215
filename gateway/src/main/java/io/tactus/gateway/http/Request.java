package io.tactus.gateway.http;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.lane.Caller;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderValues;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.function.Consumer;

/**
 * What a handler may ask of one HTTP request, and how it answers; {@link RequestCourse} is what
 * becomes of it meanwhile. Pooled per IO thread: whoever keeps one beyond the reply looks at
 * somebody else's request.
 *
 * <p>Threading: the IO thread of its connection, which asserts so; a query worker may hold it
 * between {@link Handler#handle} and the reply, and must come back to the IO thread to answer.
 */
public final class Request implements Caller {

  private final RequestPool pool;
  private final RequestCourse course;
  private final RequestAdmission admission;
  private final RequestNote note;
  private final RequestBody body;
  private final Response response;

  Request(
      RequestPool pool,
      RequestCourse course,
      RequestAdmission admission,
      RequestNote note,
      RequestBody body,
      Response response) {
    this.pool = pool;
    this.course = course;
    this.admission = admission;
    this.note = note;
    this.body = body;
    this.response = response;
  }

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
    return exchange().getRequestHeaders().getFirst(name);
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
    HeaderValues values = exchange().getRequestHeaders().get(name);
    return values == null ? null : String.join(", ", values);
  }

  /** Returns whether only the head of the reply is wanted. */
  public boolean isHead() {
    return exchange().getRequestMethod().equals(Methods.HEAD);
  }

  /** Returns the method of this request as sent. */
  public String methodName() {
    return exchange().getRequestMethod().toString();
  }

  /** Returns whether the client speaks HTTP/1.1. */
  public boolean isHttp11() {
    return exchange().isHttp11();
  }

  /** Returns what the client speaks, such as {@code HTTP/1.0}. */
  public String protocol() {
    return exchange().getProtocol().toString();
  }

  /** Returns the query of this request as sent, without the question mark; empty if none. */
  public String rawQuery() {
    return exchange().getQueryString();
  }

  /** Returns the path of this request as sent, without the query. */
  public String target() {
    return exchange().getRequestURI();
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
    return note.number(exchange());
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
    return pool.crossOrigin().isForeignPage(exchange());
  }

  /** Returns who counts what this IO thread answers. */
  public RequestObserver observer() {
    return pool.observer();
  }

  /** Returns the memory of this IO thread that bodies and replies share. */
  public BodyBudget memory() {
    return pool.memory();
  }

  /**
   * Gives the connection away, to a stream of events or to another protocol: whoever takes the
   * exchange answers it and ends it. Nothing may be asked of this request any more.
   *
   * @param status what it is counted as
   */
  public HttpServerExchange handOver(int status) {
    return course.handOver(status);
  }

  /**
   * Counts requests against the rate limit of whoever calls, such as the further calls of a batch.
   *
   * @throws Refusal 429 if they are too many
   */
  public void spend(int requests) {
    admission.spend(requests);
  }

  @Override
  public void handle(Runnable part) {
    course.handle(part);
  }

  /** Answers with a problem. */
  public void refuse(Problem problem) {
    course.refuse(problem);
  }

  /** Answers with a problem that has more members than others, each with a comma before it. */
  public void refuse(Problem problem, Consumer<JsonWriter> more) {
    pool.observer().refused(problem);
    response.problem(problem, more);
  }

  /** Answers 500 and logs why; the client learns nothing about the inside. */
  public void defect(Throwable cause) {
    course.defect(cause);
  }

  private HttpServerExchange exchange() {
    return course.exchange();
  }
}
