package io.tactus.gateway.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.Gateway;
import io.tactus.gateway.GatewayConfig;
import io.tactus.gateway.GatewayServer;
import io.tactus.gateway.TestServer;
import io.tactus.gateway.TestServer.Reply;
import io.tactus.pipeline.Engine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

  private static final String REQUESTS = "tactus_http_requests_total";
  private static final String ROWS = "/rest/v1/{table}";

  @TempDir Path folder;

  private static Exposition scrape(TestServer server) {
    Reply reply = server.get("/metrics");
    assertEquals(200, reply.status(), reply.body());
    assertEquals("text/plain; version=0.0.4; charset=utf-8", reply.header("Content-Type"));
    return Exposition.parse(reply.body());
  }

  @Test
  void shouldCountWhatWasAsked() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      for (int i = 0; i < 7; i++) {
        server.post("/rest/v1/players", "{\"name\":\"n" + i + "\"}");
      }
      server.post("/rest/v1/players", "{\"name\":\"n0\"}");
      server.get("/rest/v1/players?name=eq.n3");
      server.get("/no/such/path?token=abc");
      server.get("/rest/v1/no_such_table");
      Exposition scraped = scrape(server);
      assertEquals(7, scraped.value(REQUESTS, "method", "POST", "route", ROWS, "status", "201"));
      assertEquals(1, scraped.value(REQUESTS, "method", "POST", "route", ROWS, "status", "409"));
      assertEquals(1, scraped.value(REQUESTS, "method", "GET", "route", ROWS, "status", "200"));
      assertEquals(1, scraped.value(REQUESTS, "method", "", "route", "", "status", "404"));
      String times = "http_server_request_duration_seconds";
      assertEquals(8, scraped.value(times + "_count", "method", "POST", "route", ROWS));
      assertTrue(scraped.value(times + "_sum", "method", "POST", "route", ROWS) > 0);
      double median =
          scraped.value(
              "tactus_http_request_latency_seconds",
              "method",
              "POST",
              "route",
              ROWS,
              "quantile",
              "0.5");
      assertTrue(median > 0 && median < 10, "median " + median);
      assertEquals(1, scraped.value("tactus_problems_total", "problem", "unique_violation"));
      assertEquals(1, scraped.value("tactus_problems_total", "problem", "table_not_found"));
      assertEquals(1, scraped.value("tactus_problems_total", "problem", "route_not_found"));
      assertEquals(7, scraped.value("tactus_table_rows", "table", "players"));
      assertEquals(1, scraped.value("tactus_commands_total", "outcome", "rejected"));
      assertEquals(1, scraped.value("tactus_http_requests_in_flight"), "the scrape itself");
      assertTrue(scraped.value("tactus_stage_duration_seconds_count", "stage", "total") >= 8);
      assertEquals(1, scraped.value("tactus_engine_state", "state", "running"));
      assertEquals(0, scraped.value("tactus_journal_failed"));
      assertTrue(scraped.value("tactus_disk_free_bytes") > 0);
      assertTrue(scraped.value("process_cpu_seconds_total") > 0);
      assertTrue(scraped.value("jvm_threads_current") > 0);
    }
  }

  @Test
  void shouldHaveLabelsOfTheServersMakingOnly() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      askForSecrets(server, 0);
      scrape(server); // is a route, too
      int before = scrape(server).size();
      askForSecrets(server, 100);
      Exposition scraped = scrape(server);
      assertEquals(before, scraped.size(), "series");
      assertEquals(200, scraped.value(REQUESTS, "method", "", "route", "", "status", "404"));
      for (String label : new String[] {"route", "method", "problem", "table"}) {
        for (String value : scraped.labelValues(label)) {
          assertFalse(value.toLowerCase(java.util.Locale.ROOT).contains("secret"), value);
        }
      }
    }
  }

  private static void askForSecrets(TestServer server, int from) {
    for (int i = from; i < from + 100; i++) {
      server.get("/rest/v1/secret" + i + "?secret=" + i);
      server.get("/secret" + i);
      server.call("SECRET" + i, "/rest/v1/players", null);
    }
  }

  /** Whoever is woken by a metric finds it in the book; and the book names none that is not. */
  @Test
  void shouldDescribeEveryMetricInTheManual() throws IOException {
    String manual = Files.readString(Path.of("../docs/OPERATIONS.md"));
    Set<String> documented = new TreeSet<>();
    Matcher names = Pattern.compile("`((?:tactus|http)_[a-z_]+)`").matcher(manual);
    while (names.find()) {
      documented.add(names.group(1));
    }
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertEquals(200, server.post("/admin/v1/snapshots?wait=true", null).status());
      assertEquals(404, server.get("/nothing").status());
      Set<String> there = new TreeSet<>(scrape(server).types().keySet());
      there.removeIf(name -> name.startsWith("jvm_") || name.startsWith("process_"));
      there.add("tactus_websocket_call_duration_seconds"); // there with the first call
      there.add("tactus_websocket_call_latency_seconds");
      there.add("tactus_access_log_dropped_total"); // there while the log is on
      assertEquals(there, documented);
    }
  }

  @Test
  void shouldSpeakOpenMetricsToWhoAsksForIt() {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      Reply reply =
          server.get(
              "/metrics",
              "Accept",
              "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3");
      assertEquals(
          "application/openmetrics-text; version=1.0.0; charset=utf-8",
          reply.header("Content-Type"));
      assertTrue(reply.body().endsWith("# EOF\n"));
      assertTrue(reply.body().contains("# UNIT tactus_journal_written_bytes bytes\n"));
      assertTrue(reply.body().contains("# UNIT tactus_stage_duration_seconds seconds\n"));
      assertEquals(405, server.post("/metrics", "{}").status());
    }
  }

  @Test
  void shouldAnswerWhileTheEngineRecovers() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    GatewayConfig config =
        GatewayConfig.builder(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).build();
    String body;
    try (GatewayServer server = Gateway.start(config, progress -> waitInVain(gate));
        HttpClient client = HttpClient.newHttpClient()) {
      try {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/metrics");
        body = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
      } finally {
        gate.countDown(); // closing waits for it
      }
    }
    Exposition scraped = Exposition.parse(body);
    assertEquals(1, scraped.value("tactus_engine_state", "state", "recovering"));
  }

  private static Engine waitInVain(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("enough");
  }
}
