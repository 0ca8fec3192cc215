package io.tactus.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.AccessConfig;
import io.tactus.gateway.access.AccessControl;
import io.tactus.gateway.access.Permission;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.ReplyReceiver;
import io.tactus.gateway.tls.FileWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The HTTP side alone, with handlers that show what arrived. */
final class EchoServer implements AutoCloseable {

  final HttpServer server;
  final RequestPool pool;

  /** Down when whoever was told so of a command of {@code /late/failing} has failed. */
  final CountDownLatch failed = new CountDownLatch(1);

  /** Down when a command of {@code /late/good} was told that its time is up. */
  final CountDownLatch expired = new CountDownLatch(1);

  EchoServer(HttpLimits limits) {
    Router router =
        new Router(
            List.of(
                Route.always(
                    Method.GET, "/hello", "hello", Permission.OPEN, r -> text(r, "\"hello\"")),
                Route.always(Method.POST, "/length", "length", Permission.OPEN, EchoServer::length),
                Route.always(
                    Method.GET,
                    "/rows/special",
                    "special",
                    Permission.OPEN,
                    r -> text(r, "\"special\"")),
                Route.always(
                    Method.GET, "/rows/{name}", "row", Permission.OPEN, r -> text(r, quoted(r))),
                Route.always(
                    Method.PUT, "/rows/{name}", "put", Permission.OPEN, EchoServer::length),
                Route.always(Method.GET, "/late/{how}", "late", Permission.OPEN, this::late),
                Route.always(Method.GET, "/defect", "defect", Permission.OPEN, EchoServer::fail),
                Route.always(Method.GET, "/large", "large", Permission.OPEN, EchoServer::large),
                Route.of(Method.GET, "/engine", "engine", Permission.OPEN, r -> {}),
                Route.always(Method.GET, "/never", "never", Permission.OPEN, r -> {})));
    pool =
        new RequestPool(
            limits,
            router,
            new Lane(new EngineLink(), null, QueryBounds.DEFAULT, 16, 1_000),
            (route, status, elapsedNs) -> {},
            open(),
            null);
    server =
        HttpServer.start(
            new InetSocketAddress(java.net.InetAddress.getLoopbackAddress(), 0),
            limits,
            List.of(pool),
            null);
  }

  private static AccessControl open() {
    try {
      return AccessControl.load(AccessConfig.OPEN, new FileWatch());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static EchoServer start() {
    return new EchoServer(
        HttpLimits.builder()
            .maxBodyBytes(64 << 10)
            .bodyTimeoutMs(500)
            .headerTimeoutMs(500)
            .build());
  }

  private static String quoted(Request request) {
    return '"' + request.parameter("name") + '"';
  }

  /** Has a command wait whose time is up, and whoever is told of it fails, or notes it. */
  private void late(Request request) {
    boolean good = request.parameter("how").equals("good");
    if (request.lane().pending().count() == 0) {
      open(request, good);
    }
    text(request, "true");
  }

  private void open(Request request, boolean good) {
    request
        .lane()
        .pending()
        .open(
            new ReplyReceiver() {
              @Override
              public void onReply(int element, Reply reply) {
                if (!good) {
                  failed.countDown();
                  throw new IllegalStateException("on purpose");
                }
                expired.countDown();
              }

              @Override
              public void onDefect(RuntimeException cause) {
                throw cause;
              }
            },
            0,
            System.nanoTime());
  }

  private static void length(Request request) {
    text(request, Integer.toString(request.bodyLength()));
  }

  private static void fail(Request request) {
    throw new IllegalStateException("secret of " + request.target());
  }

  private static void large(Request request) {
    byte[] bytes = new byte[8 << 20];
    java.util.Arrays.fill(bytes, (byte) ' ');
    bytes[0] = '1';
    request.response().bytes(200, MediaTypes.JSON, bytes, bytes.length);
  }

  private static void text(Request request, String json) {
    JsonWriter out = new DslJson<>().newWriter();
    out.writeAscii(json);
    request.response().json(200, out);
  }

  RawConnection connect() throws IOException {
    return new RawConnection(server.address());
  }

  /** Closes the server once nothing is in flight any more, and checks that nothing is left. */
  void closeEmpty() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
    while (server.inFlight() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertEquals(0, server.inFlight(), "requests in flight after the test");
    assertEquals(0, pool.heldBytes(), "memory held after the test");
    close();
  }

  @Override
  public void close() {
    server.stop();
  }
}
