package io.tactus.gateway.http;

import com.dslplatform.json.JsonWriter;
import com.sun.management.UnixOperatingSystemMXBean;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemJson;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.json.JsonWriters;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.HttpContinueReadHandler;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;
import org.xnio.Sequence;

/**
 * Undertow as this server uses it: a port, its IO threads, and one entry point per request.
 *
 * <p>Undertow's own limit on entities and its read timeout are left off on purpose: {@link
 * BodyReader} and the deadlines of {@link RequestPool} do both, and also answer before they close
 * (Undertow's read timeout would close a connection whose reply is merely late).
 *
 * <p>Threading: start and stop from one thread; requests run on the IO threads.
 */
public final class HttpServer {

  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final byte[] TOO_MANY = tooMany();

  private final Undertow undertow;
  private final List<RequestPool> pools;
  private final InetSocketAddress address;

  private HttpServer(Undertow undertow, List<RequestPool> pools) {
    this.undertow = undertow;
    this.pools = pools;
    this.address = (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
  }

  /**
   * Opens the port.
   *
   * @param pools one per IO thread
   * @param tls how to speak TLS, or null for plain HTTP
   * @throws RuntimeException if the address is in use or not ours; its cause is the IOException
   */
  public static HttpServer start(
      InetSocketAddress address, HttpLimits limits, List<RequestPool> pools, SSLContext tls) {
    RequestPool[] byThread = pools.toArray(RequestPool[]::new);
    int connections = HttpLimits.affordable(limits.maxConnections(), maxFiles());
    if (connections < limits.maxConnections()) {
      LOG.warn(
          "at most {} connections, not {}: the process may not open more files (ulimit -n)",
          connections,
          limits.maxConnections());
    }
    HttpHandler entry = exchange -> accept(exchange, byThread);
    HttpHandler withBody = new HttpContinueReadHandler(entry);
    Undertow undertow =
        listener(Undertow.builder(), address, tls)
            .setHandler(
                exchange ->
                    (exchange.isRequestComplete() ? entry : withBody).handleRequest(exchange))
            .setIoThreads(pools.size())
            .setWorkerThreads(1) // Undertow wants a pool; nothing of ours runs there
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, limits.maxHeaderBytes())
            .setServerOption(UndertowOptions.MAX_HEADERS, 100)
            .setServerOption(UndertowOptions.MAX_PARAMETERS, QueryString.MAX_PARAMETERS)
            .setServerOption(UndertowOptions.DECODE_URL, false)
            // It would hold a reply back until the next pipelined request is there as a whole.
            .setServerOption(UndertowOptions.BUFFER_PIPELINED_DATA, false)
            .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
            // HTTP/1.1 means it; Response says so to clients of HTTP/1.0.
            .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, limits.headerTimeoutMs())
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, limits.idleTimeoutMs())
            .setSocketOption(Options.WRITE_TIMEOUT, limits.writeTimeoutMs())
            .setSocketOption(Options.TCP_NODELAY, true)
            .setSocketOption(Options.BACKLOG, 4096)
            // Of the socket that accepts: as an option of the worker it means nothing.
            .setSocketOption(Options.CONNECTION_HIGH_WATER, connections)
            .setSocketOption(Options.CONNECTION_LOW_WATER, connections)
            .build();
    undertow.start();
    return new HttpServer(undertow, pools);
  }

  private static long maxFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }

  private static Undertow.Builder listener(
      Undertow.Builder builder, InetSocketAddress address, SSLContext tls) {
    if (tls == null) {
      return builder.addHttpListener(address.getPort(), address.getHostString());
    }
    return builder
        .addHttpsListener(address.getPort(), address.getHostString(), tls)
        .setSocketOption(Options.SSL_ENABLED_PROTOCOLS, Sequence.of("TLSv1.3", "TLSv1.2"));
  }

  private static void accept(HttpServerExchange exchange, RequestPool[] pools) {
    RequestPool pool = pools[exchange.getIoThread().getNumber()];
    RequestCourse course = pool.acquire(exchange.getIoThread());
    if (course == null) {
      refuse(exchange);
      return;
    }
    course.begin(exchange);
    exchange.dispatch(SameThreadExecutor.INSTANCE, course);
  }

  /** Refuses without a request object: there are too many of them already. */
  private static void refuse(HttpServerExchange exchange) {
    exchange.setStatusCode(ProblemType.QUEUE_FULL.status());
    exchange.setPersistent(false);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
    exchange.getResponseHeaders().put(Headers.RETRY_AFTER, 1);
    exchange.getResponseSender().send(ByteBuffer.wrap(TOO_MANY), IoCallback.END_EXCHANGE);
  }

  private static byte[] tooMany() {
    JsonWriter out = JsonWriters.create();
    ProblemJson.write(out, Problem.of(ProblemType.QUEUE_FULL, "Too many requests in flight."));
    return out.toByteArray();
  }

  /** Returns the address the port is bound to. */
  public InetSocketAddress address() {
    return address;
  }

  /** Returns how many requests are in flight over all IO threads. */
  public int inFlight() {
    int count = 0;
    for (RequestPool pool : pools) {
      count += pool.inFlight();
    }
    return count;
  }

  /** Closes the port and every connection at once; the caller has waited for what is in flight. */
  public void stop() {
    undertow.stop();
  }
}
