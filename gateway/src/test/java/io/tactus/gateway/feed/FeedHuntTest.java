package io.tactus.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hunts for gaps and repeats: writers change rows at random while clients come, go and resume at
 * random. Each client builds the rows it filters for from events alone, refuses whatever does not
 * follow from what it knows, and must end with the rows the server has.
 *
 * <p>{@code -Dtactus.feed.writes=N} and {@code -Dtactus.seed=N} for longer hunts and for a hunt
 * again.
 */
class FeedHuntTest {

  private static final int WRITES = Integer.getInteger("tactus.feed.writes", 600);
  private static final long SEED = Long.getLong("tactus.seed", new Random().nextLong());
  private static final int WRITERS = 2;
  private static final int KEYS = 40;
  private static final int GROUPS = 4;
  private static final String ITEMS =
      "{\"name\":\"items\",\"fields\":[{\"name\":\"id\",\"type\":\"i32\"},"
          + "{\"name\":\"grp\",\"type\":\"i32\"},{\"name\":\"value\",\"type\":\"i32\"}],"
          + "\"primaryKey\":[\"id\"]}";

  @TempDir Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicLong lastWrite = new AtomicLong();
  private volatile boolean writing = true;

  @Test
  void shouldShowEveryChangeOnceWhateverClientsDo() throws InterruptedException {
    hunt(0);
  }

  @Test
  void shouldCatchAResumeThatRepeatsACommit() {
    assertThrows(AssertionError.class, () -> hunt(-1));
  }

  @Test
  void shouldCatchAResumeThatLeavesACommitOut() {
    assertThrows(AssertionError.class, () -> hunt(1));
  }

  /**
   * Runs a hunt.
   *
   * @param wrongBy added to the place at which clients resume: 0 is right
   */
  private void hunt(int wrongBy) throws InterruptedException {
    System.out.println("-Dtactus.seed=" + SEED);
    try (TestServer server =
        TestServer.start(
            folder,
            engine -> engine,
            config -> config.feeds(FeedLimits.builder().heartbeatMs(100).build()))) {
      assertEquals(201, server.post("/schema/v1/tables", ITEMS).status());
      AtomicReference<Throwable> failure = new AtomicReference<>();
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        writers.add(start("writer", failure, () -> write(server, number)));
      }
      List<Thread> readers = new ArrayList<>();
      for (int group = -1; group < GROUPS; group++) {
        int number = group;
        readers.add(start("reader", failure, () -> read(server, number, wrongBy)));
      }
      for (Thread writer : writers) {
        writer.join();
      }
      writing = false;
      for (Thread reader : readers) {
        reader.join();
      }
      if (failure.get() != null) {
        throw new AssertionError("seed " + SEED, failure.get());
      }
    } finally {
      http.close();
    }
  }

  private static Thread start(String name, AtomicReference<Throwable> failure, Runnable work) {
    return Thread.ofPlatform()
        .name(name)
        .start(
            () -> {
              try {
                work.run();
              } catch (Throwable e) {
                failure.compareAndSet(null, e);
              }
            });
  }

  private void write(TestServer server, int number) {
    Random random = new Random(SEED + number);
    for (int i = 0; i < WRITES; i++) {
      StringBuilder operations = new StringBuilder("{\"operations\":[");
      int count = 1 + random.nextInt(4);
      for (int j = 0; j < count; j++) {
        int key = random.nextInt(KEYS) * WRITERS + number;
        operations
            .append(j == 0 ? "" : ",")
            .append("{\"op\":\"upsert\",\"table\":\"items\",\"row\":{\"id\":" + key)
            .append(",\"grp\":" + random.nextInt(GROUPS) + ",\"value\":" + random.nextInt())
            .append("}}");
        if (random.nextInt(3) == 0) {
          operations.append(",{\"op\":\"delete\",\"table\":\"items\",\"key\":" + key + "}");
        }
      }
      TestServer.Reply reply = server.post("/batch", operations.append("]}").toString());
      assertEquals(200, reply.status(), reply.body());
      long sequence = Long.parseLong(reply.header("Tactus-Sequence"));
      lastWrite.accumulateAndGet(sequence, Math::max);
    }
  }

  /** One client, until it has seen everything. */
  private void read(TestServer server, int group, int wrongBy) {
    Random random = new Random(SEED - group);
    String filter = group < 0 ? "" : "&grp=eq." + group;
    FeedMirror mirror = new FeedMirror();
    boolean done = false;
    while (!done) {
      boolean fresh = mirror.lastId().isEmpty() || random.nextInt(6) == 0;
      String resume = fresh ? "" : shifted(mirror.lastId(), wrongBy);
      try (EventClient client =
          EventClient.open(
              http, server.gateway().address(), "table=items&old=true" + filter, resume)) {
        assertEquals(200, client.response().statusCode(), resume);
        if (fresh) {
          mirror.begin(client.next("rows"));
        }
        for (int left = random.nextInt(60); left > 0 && !done; left--) {
          EventClient.Event event = client.poll(200);
          if (event == null) {
            String seen = client.lastId();
            done = !writing && client.poll(0) == null && sequence(seen) >= lastWrite.get();
          } else {
            mirror.apply(event);
          }
        }
      }
    }
    mirror.assertEqualTo(server.get("/rest/v1/items?limit=1000" + filter).json());
    assertTrue(mirror.commits() > 0 || lastWrite.get() == 0);
  }

  private static String shifted(String id, int by) {
    int colon = id.indexOf(':');
    return id.substring(0, colon + 1) + (sequence(id) + by);
  }

  private static long sequence(String id) {
    return id.isEmpty() ? 0 : Long.parseLong(id.substring(id.indexOf(':') + 1));
  }

  @Test
  void shouldRefuseWhatDoesNotFollow() {
    FeedMirror mirror = new FeedMirror();
    EventClient.Event insert =
        new EventClient.Event(
            "commit",
            "1:5",
            "{\"sequence\":5,\"tick\":1,\"changes\":[{\"table\":\"items\",\"op\":\"insert\","
                + "\"key\":1,\"new\":{\"id\":1},\"old\":null}]}");
    mirror.apply(insert);
    assertThrows(AssertionError.class, () -> mirror.apply(insert));
    assertNull(mirror.row("2"));
  }
}
