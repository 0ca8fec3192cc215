package io.tactus.perf.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.perf.process.Distribution;
import io.tactus.tools.output.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchIT {
  private static Distribution.Run bench(Path folder, String what, String... more) throws Exception {
    String[] common = {
      "bench", what, "--seconds", "1", "--rounds", "1", "--rows", "200", "--connections", "4"
    };
    String[] all = new String[common.length + more.length];
    System.arraycopy(common, 0, all, 0, common.length);
    System.arraycopy(more, 0, all, common.length, more.length);
    return Distribution.run(folder, all);
  }

  @Test
  void shouldMeasureBothServersAndDrawThem(@TempDir Path folder) throws Exception {
    Path report = folder.resolve("mixed.html");
    Distribution.Run run =
        bench(folder, "mixed", "--via", "rest", "--json", "--report", report.toString());
    assertEquals(0, run.exitCode(), run.out() + run.err());
    Map<String, Object> json = Json.object(Json.parse(run.out()));
    assertEquals(true, json.get("holds"));
    for (String server : new String[] {"tactus", "bare"}) {
      Map<String, Object> latency = Json.object(Json.object(json.get(server)).get("latency"));
      assertTrue(((Number) Json.object(latency.get("read")).get("count")).longValue() > 0);
      assertTrue(((Number) Json.object(latency.get("write")).get("maxNs")).longValue() > 0);
    }
    assertTrue(Files.readString(report).contains("bare Undertow, write"));
  }

  @Test
  void shouldFailWhenTheRateIsNotHeld(@TempDir Path folder) throws Exception {
    Distribution.Run run = bench(folder, "write", "--via", "rpc", "--rate", "2000000");
    assertEquals(1, run.exitCode(), run.out() + run.err());
    assertTrue(run.out().contains("did not hold the rate"), run.out());
  }
}
