package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.gateway.http.RawConnection;
import io.tactus.journal.Durability;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.storage.json.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A whole server on a real folder and a real port, and a client for it. */
public final class TestServer implements AutoCloseable {

  /** A table most tests use. */
  public static final String PLAYERS =
      """
      {"name":"players","fields":[
        {"name":"id","type":"u64","generated":true},
        {"name":"name","type":"string(32)"},
        {"name":"skill","type":"f64","default":1500,"min":0},
        {"name":"gold","type":"u32","default":10},
        {"name":"guild","type":"u64","nullable":true}],
       "primaryKey":["id"],
       "indexes":[{"name":"by_name","fields":["name"],"kind":"hash","unique":true}]}\
      """;

  /** A reply: what tests look at. */
  public record Reply(int status, String body, HttpResponse<String> response) {

    public JsonNode json() {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return JsonNode.parse(bytes, 0, bytes.length);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    /** The stable name of a problem: the tail of its type. */
    public String problem() {
      assertEquals("application/problem+json", header("Content-Type"), body);
      JsonNode problem = json();
      assertEquals(Integer.toString(status), problem.member("status").text());
      String type = problem.member("type").text();
      return type.substring(type.lastIndexOf('/') + 1);
    }
  }

  private final GatewayServer gateway;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private TestServer(GatewayServer gateway) {
    this.gateway = gateway;
  }

  public static TestServer start(Path folder, Plugin... plugins) {
    return start(folder, engine -> engine, config -> config, plugins);
  }

  public static TestServer start(
      Path folder,
      UnaryOperator<EngineConfig.Builder> engine,
      UnaryOperator<GatewayConfig.Builder> config,
      Plugin... plugins) {
    return start(disk(folder), engine, config, plugins);
  }

  public static TestServer start(
      Disk disk,
      UnaryOperator<EngineConfig.Builder> engine,
      UnaryOperator<GatewayConfig.Builder> config,
      Plugin... plugins) {
    TestServer server = new TestServer(open(disk, engine, config, plugins));
    server.gateway.ready().join();
    return server;
  }

  private static GatewayServer open(
      Disk disk,
      UnaryOperator<EngineConfig.Builder> settings,
      UnaryOperator<GatewayConfig.Builder> config,
      Plugin... plugins) {
    EngineConfig.Builder engine =
        EngineConfig.builder()
            .durability(Durability.NONE)
            .segmentBytes(1 << 20)
            .maxLogicalPages(1 << 14);
    for (Plugin plugin : plugins) {
      engine.plugin(new PluginSource.BuiltIn(plugin));
    }
    EngineConfig built = settings.apply(engine).build();
    GatewayConfig.Builder at =
        GatewayConfig.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    return Gateway.start(config.apply(at).build(), progress -> Engine.open(built, disk, progress));
  }

  public static NioDisk disk(Path folder) {
    try {
      return NioDisk.at(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public GatewayServer gateway() {
    return gateway;
  }

  public Engine engine() {
    return gateway.ready().join();
  }

  /** Sends a request; headers are names and values in turn. */
  public Reply call(String method, String path, String body, String... headers) {
    byte[] bytes = body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    return send(method, path, bytes, headers);
  }

  /** Sends a request whose body need not be text. */
  public Reply send(String method, String path, byte[] body, String... headers) {
    URI uri = URI.create("http://127.0.0.1:" + gateway.address().getPort() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(body));
    if (body != null && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.body(), response);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public Reply get(String path, String... headers) {
    return call("GET", path, null, headers);
  }

  public Reply post(String path, String body, String... headers) {
    return call("POST", path, body, headers);
  }

  /** Creates the table {@link #PLAYERS}. */
  public TestServer withPlayers() {
    assertEquals(201, post("/schema/v1/tables", PLAYERS).status());
    return this;
  }

  public RawConnection raw() throws IOException {
    return new RawConnection(gateway.address());
  }

  public static void await(BooleanSupplier condition, String what) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within ten seconds: " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** Waits for the other side, be it a test or a thread of the server that the test holds up. */
  public static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("not within thirty seconds");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    await(() -> gateway.inFlight() == 0, "no request in flight after the test");
    gateway.close();
  }
}
