package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.http.Route;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the table of routes: each path says what it takes, and refuses the rest by saying so. */
class AllowTest {

  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start(folder).withPlayers();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** Paths with what they take. */
  private Map<String, Set<String>> paths() {
    Map<String, Set<String>> paths = new TreeMap<>();
    for (Route route : server.gateway().routes()) {
      String path = route.template().replaceAll("\\{[^}]*}", "1");
      paths.computeIfAbsent(path, p -> new HashSet<>()).add(route.method().name());
    }
    return paths;
  }

  private static Set<String> allowed(TestServer.Reply reply) {
    assertNotNull(reply.header("Allow"), reply.body());
    return new HashSet<>(List.of(reply.header("Allow").split(", ", -1)));
  }

  @Test
  void shouldSayWhatEachPathTakes() {
    Map<String, Set<String>> paths = paths();
    assertTrue(paths.size() > 15, "paths: " + paths.size());
    paths.forEach(
        (path, methods) -> {
          Set<String> expected = new HashSet<>(methods);
          expected.add("OPTIONS");
          if (methods.contains("GET")) {
            expected.add("HEAD");
          }
          TestServer.Reply options = server.call("OPTIONS", path, null);
          assertEquals(204, options.status(), path);
          assertEquals(expected, allowed(options), path);
          for (String method : METHODS) {
            if (!methods.contains(method)) {
              TestServer.Reply refused = server.call(method, path, null);
              assertEquals("method_not_allowed", refused.problem(), method + " " + path);
              assertEquals(expected, allowed(refused), method + " " + path);
            }
          }
        });
  }

  @Test
  void shouldGiveTheHeadOfARow() {
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"Ann\"}").status());
    TestServer.Reply row = server.get("/rest/v1/players/1");
    TestServer.Reply head = server.call("HEAD", "/rest/v1/players/1", null);
    assertEquals(200, head.status());
    assertEquals("", head.body());
    assertEquals(row.header("ETag"), head.header("ETag"));
    assertEquals(row.header("Content-Length"), head.header("Content-Length"));
    assertEquals(404, server.call("HEAD", "/rest/v1/players/2", null).status());
    String tag = row.header("ETag");
    assertEquals(
        304, server.call("HEAD", "/rest/v1/players/1", null, "If-None-Match", tag).status());
  }

  @Test
  void shouldTakeMergePatches() throws Exception {
    assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"Ann\",\"guild\":7}").status());
    String patch = "{\"guild\":null,\"gold\":3}";
    try (var client = java.net.http.HttpClient.newHttpClient()) {
      int port = server.gateway().address().getPort();
      for (String type : new String[] {"application/merge-patch+json", "text/plain"}) {
        var request =
            java.net.http.HttpRequest.newBuilder(
                    java.net.URI.create("http://127.0.0.1:" + port + "/rest/v1/players/1"))
                .header("Content-Type", type)
                .method("PATCH", java.net.http.HttpRequest.BodyPublishers.ofString(patch))
                .build();
        var reply = client.send(request, java.net.http.HttpResponse.BodyHandlers.ofString());
        assertEquals(type.startsWith("text") ? 415 : 204, reply.statusCode(), reply.body());
      }
    }
    assertEquals(
        "{\"id\":1,\"name\":\"Ann\",\"skill\":1500,\"gold\":3,\"guild\":null}",
        server.get("/rest/v1/players/1").body());
  }
}
