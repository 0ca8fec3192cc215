package io.tactus.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once: what each is told stays true for all of them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConcurrencyTest {

  private static final int CLIENTS = 4;
  private static final int ROUNDS = 100;

  @TempDir Path folder;

  private interface Client {
    void run(int number) throws Exception;
  }

  private static void together(int clients, Client client) throws InterruptedException {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  client.run(number);
                } catch (Throwable e) {
                  failures.add(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError(failures.size() + " clients failed", failures.peek());
    }
  }

  @Test
  void shouldReadWhatWasAnswered() throws Exception {
    try (TestServer server =
        TestServer.start(folder, engine -> engine, config -> config.ioThreads(2))) {
      server.withPlayers();
      together(
          CLIENTS,
          number -> {
            for (int i = 0; i < ROUNDS; i++) {
              String name = "n" + number + "-" + i;
              TestServer.Reply written =
                  server.post(
                      "/rest/v1/players",
                      "{\"name\":\"" + name + "\"}",
                      "Prefer",
                      "return=representation");
              assertEquals(201, written.status(), written.body());
              String id = written.json().values().getFirst().member("id").text();
              TestServer.Reply read = server.get("/rest/v1/players/" + id);
              assertEquals(written.body(), "[" + read.body() + "]");
              assertEquals(written.header("ETag"), read.header("ETag"));
            }
          });
    }
  }

  @Test
  void shouldLoseNoIncrement() throws Exception {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"a\",\"gold\":0}").status());
      together(
          CLIENTS,
          number -> {
            for (int i = 0; i < ROUNDS; i++) {
              String set = "{\"gold\":{\"$add\":1}}";
              assertEquals(204, server.call("PATCH", "/rest/v1/players/1", set).status());
            }
          });
      assertEquals(
          Integer.toString(CLIENTS * ROUNDS),
          server.get("/rest/v1/players/1").json().member("gold").text());
    }
  }

  @Test
  void shouldLetOnlyOneWinUnderIfMatch() throws Exception {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      assertEquals(201, server.post("/rest/v1/players", "{\"name\":\"a\",\"gold\":0}").status());
      Queue<Integer> won = new ConcurrentLinkedQueue<>();
      together(
          CLIENTS,
          number -> {
            for (int i = 0; i < ROUNDS; i++) {
              String tag = server.get("/rest/v1/players/1").header("ETag");
              TestServer.Reply reply =
                  server.call(
                      "PATCH", "/rest/v1/players/1", "{\"gold\":{\"$add\":1}}", "If-Match", tag);
              if (reply.status() == 204) {
                won.add(i);
              } else {
                assertEquals(412, reply.status(), reply.body());
              }
            }
          });
      assertEquals(
          Integer.toString(won.size()),
          server.get("/rest/v1/players/1").json().member("gold").text());
    }
  }

  @Test
  void shouldNotBotherClientsWithOtherTablesChanging() throws Exception {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      AtomicBoolean done = new AtomicBoolean();
      together(
          CLIENTS,
          number -> {
            if (number == 0) {
              for (int i = 0; !done.get(); i++) {
                String table = TestServer.PLAYERS.replace("players", "t" + i);
                assertEquals(201, server.post("/schema/v1/tables", table).status());
                assertEquals(204, server.call("DELETE", "/schema/v1/tables/t" + i, null).status());
              }
              return;
            }
            try {
              for (int i = 0; i < ROUNDS; i++) {
                String row = "{\"name\":\"n" + number + "-" + i + "\"}";
                TestServer.Reply reply =
                    server.post("/rest/v1/players", row, "Prefer", "return=representation");
                assertEquals(201, reply.status(), reply.body());
              }
            } finally {
              done.set(true);
            }
          });
    }
  }

  /** Requests that make sense before and after each change must all succeed: 200s and 201s only. */
  @Test
  void shouldSucceedWhileTheTableChangesUnderIt() throws Exception {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      AtomicBoolean done = new AtomicBoolean();
      String fields = "/schema/v1/tables/players/fields";
      together(
          CLIENTS,
          number -> {
            if (number == 0) {
              for (int i = 0; !done.get(); i++) {
                String field = "{\"name\":\"extra\",\"type\":\"u16\",\"default\":" + i % 100 + "}";
                assertEquals(201, server.post(fields, field).status());
                TestServer.Reply wider =
                    server.call("PATCH", fields + "/extra", "{\"type\":\"i64\",\"nullable\":true}");
                assertEquals(200, wider.status(), wider.body());
                assertEquals(204, server.call("DELETE", fields + "/extra", null).status());
              }
              return;
            }
            try {
              for (int i = 0; i < ROUNDS; i++) {
                String name = "n" + number + "-" + i;
                TestServer.Reply reply =
                    server.post(
                        "/rest/v1/players",
                        "{\"name\":\"" + name + "\"}",
                        "Prefer",
                        "return=representation");
                assertEquals(201, reply.status(), reply.body());
                String id = reply.json().values().getFirst().member("id").text();
                assertEquals(
                    name, reply.json().values().getFirst().member("name").text(), reply.body());
                reply = server.call("PATCH", "/rest/v1/players/" + id, "{\"gold\":{\"$add\":1}}");
                assertEquals(204, reply.status(), reply.body());
                String call =
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"db.update\",\"params\":"
                        + "{\"table\":\"players\",\"key\":"
                        + id
                        + ",\"set\":{\"gold\":{\"$add\":1}}}}";
                reply = server.post("/rpc", call);
                assertEquals(null, reply.json().member("error"), reply.body());
                TestServer.Reply read = server.get("/rest/v1/players/" + id);
                assertEquals("12", read.json().member("gold").text(), read.body());
              }
            } finally {
              done.set(true);
            }
          });
    }
  }

  @Test
  void shouldRetryWhenItsOwnTableIsReplaced() throws Exception {
    try (TestServer server = TestServer.start(folder).withPlayers()) {
      AtomicBoolean done = new AtomicBoolean();
      together(
          2,
          number -> {
            if (number == 0) {
              while (!done.get()) {
                assertEquals(
                    204, server.call("DELETE", "/schema/v1/tables/players", null).status());
                server.withPlayers();
              }
              return;
            }
            try {
              for (int i = 0; i < ROUNDS; i++) {
                TestServer.Reply reply =
                    server.post("/rest/v1/players", "{\"name\":\"a" + i + "\"}");
                boolean between = reply.status() == 404 || reply.status() == 409;
                assertEquals(between ? reply.status() : 201, reply.status(), reply.body());
              }
            } finally {
              done.set(true);
            }
          });
    }
  }
}
