package io.tactus.tools.admin;

import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Says every two seconds, on standard error, how far the snapshot is that somebody waits for.
 *
 * <p>Threading: a thread of its own between the constructor and {@link #close}. What it cannot
 * learn it does not say: the snapshot is none the worse for it.
 */
final class SnapshotProgress implements AutoCloseable {

  private static final long EVERY_MS = 2_000;

  /** How long a question under way may take when the snapshot is done; then it is left alone. */
  private static final long LAST_MS = 500;

  private final CountDownLatch done = new CountDownLatch(1);
  private final ApiClient client;
  private final PrintWriter err;
  private final long everyMs;
  private final Thread thread;

  SnapshotProgress(ApiClient client, PrintWriter err) {
    this(client, err, EVERY_MS);
  }

  SnapshotProgress(ApiClient client, PrintWriter err, long everyMs) {
    this.everyMs = everyMs;
    this.client = client;
    this.err = err;
    thread = Thread.ofVirtual().name("snapshot-progress").start(this::watch);
  }

  private void watch() {
    try {
      while (!done.await(everyMs, TimeUnit.MILLISECONDS)) {
        ApiResponse stats = client.send("GET", "/stats");
        String line = stats.status() == 200 ? line(stats.json()) : null;
        if (line != null && done.getCount() > 0) {
          err.println(line);
          err.flush();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (done.getCount() > 0) {
        err.println("how far it is cannot be told: " + e.getMessage());
        err.flush();
      }
    }
  }

  /** Returns what the server's figures say about a snapshot under way, or null if there is none. */
  static String line(Object stats) {
    Object figures = Json.object(stats).get("snapshots");
    if (!(figures instanceof Map)) {
      return null;
    }
    long written = number(Json.object(figures).get("runningBytes"));
    long before = number(Json.object(figures).get("newestBytes"));
    if (written < 0) {
      return null;
    }
    return before <= 0
        ? String.format(Locale.ROOT, "snapshot: %,d bytes written", written)
        : String.format(
            Locale.ROOT, "snapshot: %,d bytes written; the one before has %,d", written, before);
  }

  private static long number(Object value) {
    return value instanceof Number number ? number.longValue() : -1;
  }

  @Override
  public void close() {
    done.countDown();
    try {
      thread.join(LAST_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
