package io.tactus.gateway.http;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemJson;
import io.tactus.gateway.problem.ProblemType;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Answers one request, once. The bytes are copied out of the caller's writer first, so a slow
 * socket holds nothing but its own small buffer: no version, no writer of the IO thread.
 *
 * <p>Threading: the IO thread of its request; reused.
 */
public final class Response implements IoCallback {

  private static final HttpString SEQUENCE = HttpString.tryFromString("Tactus-Sequence");
  private static final HttpString TICK = HttpString.tryFromString("Tactus-Tick");
  private static final HttpString RETRY_AFTER = HttpString.tryFromString("Retry-After");

  private static final String KEEP_ALIVE = "keep-alive";
  private static final int UNAUTHORIZED = 401;
  private static final String CHALLENGE = "Bearer realm=\"tactus\"";

  private final RequestCourse course;
  private final RequestPool pool;
  private final ReplyBuffer buffer;
  private int status;
  private StreamedReply streamed;
  private ByteBuffer outgoing;
  private boolean waiting;

  Response(RequestCourse course, RequestPool pool) {
    this.course = course;
    this.pool = pool;
    this.buffer = new ReplyBuffer(pool.memory());
  }

  /** Sets a reply header. */
  public Response header(String name, String value) {
    exchange().getResponseHeaders().put(HttpString.tryFromString(name), value);
    return this;
  }

  /** Says at which sequence and tick the command stands in history. */
  public Response at(long sequence, long tick) {
    exchange().getResponseHeaders().put(SEQUENCE, sequence).put(TICK, tick);
    return this;
  }

  /** Sets the entity tag of a single row: the sequence of its last change. */
  public Response entityTag(long version) {
    exchange().getResponseHeaders().put(Headers.ETAG, pool.entityTags().of(version));
    return this;
  }

  /** Answers without a body. */
  public void empty(int newStatus) {
    start(newStatus);
    exchange().getResponseSender().close(this);
  }

  /** Answers with the JSON in the writer, which is free again when this returns. */
  public void json(int newStatus, JsonWriter content) {
    body(newStatus, MediaTypes.JSON, content);
  }

  /** Answers with a problem. */
  public void problem(Problem problem) {
    problem(problem, Response::noMore);
  }

  private static void noMore(JsonWriter out) {}

  /**
   * Answers with a problem that has more members than others, each with a comma before it. The last
   * member is the name of the request: characters that stand for themselves in JSON.
   */
  public void problem(Problem problem, Consumer<JsonWriter> more) {
    if (problem.retryAfterSeconds() > 0) {
      exchange().getResponseHeaders().put(RETRY_AFTER, problem.retryAfterSeconds());
    }
    if (problem.status() == UNAUTHORIZED) {
      boolean shown = !problem.name().equals(ProblemType.UNAUTHENTICATED.typeName());
      exchange()
          .getResponseHeaders()
          .put(
              Headers.WWW_AUTHENTICATE,
              shown ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
    }
    String name = course.name(problem.status());
    JsonWriter out = pool.lane().problemWriter();
    out.reset();
    ProblemJson.writeMembers(out, problem);
    more.accept(out);
    if (!name.isEmpty()) {
      out.writeAscii(",\"requestId\":\"");
      out.writeAscii(name);
      out.writeByte((byte) '"');
    }
    out.writeByte((byte) '}');
    body(problem.status(), ProblemJson.MEDIA_TYPE, out);
  }

  /** Answers with the content of a writer under any media type. */
  public void body(int newStatus, String mediaType, JsonWriter content) {
    start(newStatus);
    send(mediaType, buffer.copyOf(content.getByteBuffer(), content.size()));
  }

  /** Answers with bytes the caller gives away. */
  public void bytes(int newStatus, String mediaType, byte[] content, int length) {
    start(newStatus);
    send(mediaType, buffer.own(content, length));
  }

  /**
   * Answers with bytes that are read while they are sent.
   *
   * @param lengthBytes how many there will be
   * @param source closed when they are sent, or cannot be
   * @param executor where the source is read
   */
  public void stream(
      int newStatus, String mediaType, long lengthBytes, ByteSource source, Executor executor) {
    start(newStatus);
    exchange().getResponseHeaders().put(Headers.CONTENT_TYPE, mediaType);
    exchange().setResponseContentLength(lengthBytes);
    streamed = new StreamedReply(course, pool, newStatus, source, executor);
    streamed.start();
  }

  /** Counts memory in which this reply is gathered against the IO thread's, until it is sent. */
  public void hold(int bytes) {
    buffer.hold(bytes);
  }

  private void start(int newStatus) {
    course.sending(newStatus);
    status = newStatus;
    HttpServerExchange exchange = exchange();
    exchange.setStatusCode(newStatus);
    if (exchange.isHttp10() && exchange.isPersistent()) {
      exchange.getResponseHeaders().put(Headers.CONNECTION, KEEP_ALIVE);
    }
  }

  private void send(String mediaType, ByteBuffer content) {
    HttpServerExchange exchange = exchange();
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, mediaType);
    String length = pool.lengths().of(content.remaining());
    exchange.getResponseHeaders().put(Headers.CONTENT_LENGTH, length);
    outgoing = content;
    if (!waiting) {
      waiting = true;
      pool.sendSoon(this);
    }
  }

  /** Hands the reply to the socket; nothing happens if its request was given up meanwhile. */
  void write() {
    waiting = false;
    ByteBuffer content = outgoing;
    outgoing = null;
    if (content == null) {
      return;
    }
    try {
      exchange().getResponseSender().send(content, this);
    } catch (RuntimeException | Error e) {
      course.defect(e);
      course.connectionLost();
    }
  }

  private HttpServerExchange exchange() {
    return course.exchange();
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    if (isCurrent(exchange)) {
      course.sent(status);
    }
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
    if (isCurrent(exchange)) {
      course.connectionLost();
    }
  }

  /** Whether this is still about the same request: word may come after it was given up. */
  private boolean isCurrent(HttpServerExchange exchange) {
    return exchange.equals(course.exchange());
  }

  /** The connection was closed while the reply was on its way. */
  void connectionClosed() {
    if (streamed == null) {
      course.connectionLost();
    } else {
      streamed.connectionClosed();
    }
  }

  void clear() {
    streamed = null;
    outgoing = null;
    buffer.clear();
    status = 0;
  }
}
