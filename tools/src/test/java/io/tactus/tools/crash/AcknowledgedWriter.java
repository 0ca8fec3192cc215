package io.tactus.tools.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A client that remembers what it was promised. Each of its commands is one transaction of two
 * changes that must stand or fall together: it adds 1 to the writer's counter and inserts row
 * number counter + 1. At most one command is in flight, so after a crash the counter is what was
 * acknowledged, or one more.
 *
 * <p>Threading: {@link #write} on one thread; the rest after it has ended.
 */
final class AcknowledgedWriter {
  private final HttpClient client;
  private final int writer;
  private long acknowledged;
  private long refused;

  AcknowledgedWriter(HttpClient client, int writer) {
    this.client = client;
    this.writer = writer;
  }

  int id() {
    return writer;
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Replies that were neither a success nor a broken connection. */
  long refused() {
    return refused;
  }

  /** Goes on from what the server was found to hold. */
  void resumeFrom(long counter) {
    acknowledged = counter;
  }

  /** Writes until the server is gone. */
  void write(URI server) throws InterruptedException {
    while (true) {
      try {
        HttpResponse<String> reply =
            client.send(request(server, acknowledged + 1), HttpResponse.BodyHandlers.ofString());
        if (reply.statusCode() != 200) {
          refused++;
          return;
        }
        acknowledged++;
      } catch (IOException e) {
        return; // killed while this command was on its way: it may have been applied or not
      }
    }
  }

  private HttpRequest request(URI server, long number) {
    String body =
        """
        {"operations":[
          {"op":"update","table":"counters","key":%d,"set":{"value":{"$add":1}}},
          {"op":"insert","table":"entries","row":{"writer":%d,"number":%d,"payload":%d}}]}"""
            .formatted(writer, writer, number, payload(writer, number));
    return HttpRequest.newBuilder(server.resolve("/batch"))
        .timeout(Duration.ofSeconds(30))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  /** What row {@code number} of a writer must hold. */
  static long payload(int writer, long number) {
    return (number * 2_654_435_761L + writer) & 0xffff_ffffL;
  }
}
