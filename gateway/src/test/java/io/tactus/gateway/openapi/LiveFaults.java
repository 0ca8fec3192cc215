package io.tactus.gateway.openapi;

import io.tactus.gateway.Gateway;
import io.tactus.gateway.GatewayConfig;
import io.tactus.gateway.GatewayServer;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.access.TestKeys;
import io.tactus.gateway.http.RawConnection;
import io.tactus.gateway.openapi.ApiDocument.Operation;
import io.tactus.journal.Durability;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What every operation answers when the server, or the client, is not well. */
final class LiveFaults {

  private final LiveCalls live;
  private final TestServer server;
  private final String admin;

  LiveFaults(LiveCalls live, TestServer server, String admin) {
    this.live = live;
    this.server = server;
    this.admin = admin;
  }

  private static String path(Operation operation) {
    return operation.path().replaceAll("\\{[a-z]+}", "missing");
  }

  /**
   * A server with the same document that has not recovered yet: 503, but for what needs nothing.
   */
  void whileRecovering(TestKeys keys, Path folder, ApiDocument all)
      throws IOException, InterruptedException {
    CountDownLatch recovered = new CountDownLatch(1);
    EngineConfig engine =
        EngineConfig.builder().durability(Durability.NONE).segmentBytes(1 << 20).build();
    GatewayConfig config =
        GatewayConfig.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .access(keys.config())
            .build();
    try (HttpClient http = HttpClient.newHttpClient();
        GatewayServer recovering =
            Gateway.start(
                config,
                progress -> {
                  await(recovered);
                  return Engine.open(engine, TestServer.disk(folder), progress);
                })) {
      for (Operation operation : all.operations()) {
        if (!List.of("health.live", "metrics", "ws").contains(operation.id())) {
          recovering(http, recovering.address().getPort(), operation);
        }
      }
      recovered.countDown();
      recovering.ready().join();
    }
  }

  private void recovering(HttpClient http, int port, Operation operation)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path(operation));
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("apikey", admin);
    if (operation.id().equals("changes")) {
      request.header("Accept", "text/event-stream");
    }
    HttpRequest.BodyPublisher body =
        operation.takesBody()
            ? HttpRequest.BodyPublishers.ofString("{}")
            : HttpRequest.BodyPublishers.noBody();
    if (operation.takesBody()) {
      request.header("Content-Type", "application/json");
    }
    HttpResponse<String> reply =
        http.send(
            request.method(operation.method(), body).build(), HttpResponse.BodyHandlers.ofString());
    live.demand(503, reply.statusCode(), operation + " while it recovers: " + reply.body());
    live.check(
        operation.method(), path(operation), reply.statusCode(), reply.headers(), reply.body());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Bodies that are announced and do not come: 408, all at the same time. */
  void slowBodies(ApiDocument all) throws IOException {
    List<RawConnection> connections = new ArrayList<>();
    List<Operation> operations = all.operations().stream().filter(Operation::takesBody).toList();
    try {
      for (Operation operation : operations) {
        RawConnection connection = server.raw();
        connections.add(connection);
        connection.send(
            "%s %s HTTP/1.1\r\nHost: x\r\napikey: %s\r\nContent-Length: 9\r\n\r\n"
                .formatted(operation.method(), path(operation), admin));
      }
      for (int i = 0; i < operations.size(); i++) {
        RawConnection.Reply reply = connections.get(i).reply();
        Operation operation = operations.get(i);
        live.demand(408, reply.status(), operation + " whose body does not come: " + reply.body());
        live.check(
            operation.method(), path(operation), reply.status(), headers(reply), reply.body());
      }
    } finally {
      for (RawConnection connection : connections) {
        connection.close();
      }
    }
  }

  private static HttpHeaders headers(RawConnection.Reply reply) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line : reply.head().split("\r\n", -1)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(line.substring(0, colon), List.of(line.substring(colon + 1).strip()));
      }
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }
}
