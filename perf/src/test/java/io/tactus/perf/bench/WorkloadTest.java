package io.tactus.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.perf.rig.RequestSource;
import io.tactus.tools.output.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private static String request(RequestSource source, long index) {
    ByteBuffer out = ByteBuffer.allocate(Workload.REQUEST_BYTES);
    source.write(index, out);
    return new String(out.array(), 0, out.position(), StandardCharsets.US_ASCII);
  }

  @Test
  void shouldMixReadsAndWritesAndTellThemApart() {
    RequestSource source = new Workload(0.75, Workload.Style.REST).source("h", 1000);
    int reads = 0;
    for (int i = 0; i < 10_000; i++) {
      boolean isRead = request(source, i).startsWith("GET ");
      assertEquals(isRead ? "read" : "write", source.kinds().get(source.kind(i)));
      reads += isRead ? 1 : 0;
    }
    assertEquals(7500, reads, 200);
  }

  @Test
  void shouldReachEveryKeyAndNoOther() {
    RequestSource source = new Workload(1, Workload.Style.REST).source("h", 50);
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < 2000; i++) {
      paths.add(request(source, i).split(" ", -1)[1]);
    }
    assertEquals(50, paths.size());
    assertTrue(paths.contains("/rest/v1/bench_players/1"));
    assertTrue(paths.contains("/rest/v1/bench_players/50"));
  }

  @Test
  void shouldSendBodiesOfTheLengthTheyAnnounce() {
    for (double share : new double[] {0, 1}) {
      String request = request(new Workload(share, Workload.Style.RPC).source("h", 10), 3);
      String body = request.substring(request.indexOf("\r\n\r\n") + 4);
      assertTrue(request.contains("Content-Length: " + body.length() + "\r\n"), request);
      assertEquals("2.0", Json.object(Json.parse(body)).get("jsonrpc"));
    }
  }

  @Test
  void shouldShowTheKeyInEveryRequest() {
    for (Workload.Style style : Workload.Style.values()) {
      for (int share = 0; share <= 1; share++) {
        String request = request(new Workload(share, style).withKey("k").source("h", 10), 3);
        int head = request.indexOf("\r\n\r\n");
        int key = request.indexOf("\r\nAuthorization: Bearer k\r\n");
        assertTrue(key > 0 && key < head, request);
      }
    }
  }
}
