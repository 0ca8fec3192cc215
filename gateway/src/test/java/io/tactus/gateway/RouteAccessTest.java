package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer.Reply;
import io.tactus.gateway.access.CallerPlugin;
import io.tactus.gateway.access.Permission;
import io.tactus.gateway.access.Role;
import io.tactus.gateway.access.TestKeys;
import io.tactus.gateway.http.Method;
import io.tactus.gateway.http.Route;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks the table of routes: none is reachable without what it says it needs. */
class RouteAccessTest {

  @TempDir private Path folder;
  private TestKeys keys;
  private TestServer server;
  private String admin;
  private String powerless;

  @BeforeEach
  void start() {
    keys = new TestKeys(folder);
    admin = keys.create("admin", Role.ADMIN);
    powerless = keys.create("powerless", Role.NONE, "read:nothing");
    server =
        TestServer.start(
            folder.resolve("data"),
            engine -> engine,
            config -> config.access(keys.config()),
            new CallerPlugin());
    Reply created = server.post("/schema/v1/tables", TestServer.PLAYERS, "apikey", admin);
    assertEquals(201, created.status());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<Route> routes() {
    return server.gateway().routes();
  }

  @Test
  void shouldRefuseEveryRouteToWhoShowsNothing() {
    for (Route route : routes()) {
      Reply reply = call(route);
      if (route.permission() == Permission.OPEN) {
        assertNotEquals(401, reply.status(), route.operation());
      } else {
        assertEquals(401, reply.status(), route.operation());
        assertEquals("unauthenticated", reply.problem(), route.operation());
      }
    }
  }

  @Test
  void shouldRefuseEveryRouteToWhoMayNothing() {
    Map<Permission, Integer> seen = new EnumMap<>(Permission.class);
    for (Route route : routes()) {
      seen.merge(route.permission(), 1, Integer::sum);
      Reply reply = call(route, "apikey", powerless);
      switch (route.permission()) {
        case OPEN -> assertNotEquals(403, reply.status(), route.operation());
        case NAMED -> assertNotEquals(401, reply.status(), route.operation());
        default -> {
          assertEquals(403, reply.status(), route.operation());
          assertEquals("forbidden", reply.problem(), route.operation());
        }
      }
    }
    assertTrue(seen.size() == Permission.values().length, "permissions no route needs: " + seen);
  }

  @Test
  void shouldOnlyLeaveHealthOpen() {
    for (Route route : routes()) {
      if (route.permission() == Permission.OPEN) {
        assertTrue(route.template().startsWith("/health/"), route.template());
      }
    }
  }

  @Test
  void shouldTellReadersFromWritersFromAdmins() {
    String reader = keys.create("reader", Role.READER);
    String writer = keys.create("writer", Role.WRITER);
    TestServer.await(
        () -> server.get("/schema/v1", "apikey", writer).status() == 200, "the keys are read");
    for (Route route : routes()) {
      if (route.permission() != Permission.NAMED && route.permission() != Permission.CALL) {
        boolean reads =
            switch (route.permission()) {
              case OPEN, SCHEMA, TABLE_READ -> true;
              default -> false;
            };
        boolean writes = reads || route.permission() == Permission.TABLE_WRITE;
        assertEquals(reads, call(route, "apikey", reader).status() != 403, route.operation());
        assertEquals(writes, call(route, "apikey", writer).status() != 403, route.operation());
      }
    }
  }

  @Test
  void shouldNeedAPermissionThatChangesForEveryMethodThatChanges() {
    for (Route route : routes()) {
      boolean changes =
          route.method() == Method.PUT
              || route.method() == Method.PATCH
              || route.method() == Method.DELETE;
      if (changes) {
        boolean strict =
            route.permission() == Permission.ADMIN || route.permission() == Permission.TABLE_WRITE;
        assertTrue(strict, route.operation());
      }
    }
  }

  private Reply call(Route route, String... headers) {
    String path =
        route
            .template()
            .replace("{table}", "players")
            .replace("{procedure}", "who.writes")
            .replaceAll("\\{[a-z]+}", "1");
    boolean body = route.method() != Method.GET && route.method() != Method.DELETE;
    String method = route.method().name();
    return server.call(method, path, body ? "{\"nothing\":1}" : null, headers);
  }
}
