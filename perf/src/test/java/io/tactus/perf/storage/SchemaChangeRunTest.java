package io.tactus.perf.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** That every kind of change is played and taken back; what it takes is measured elsewhere. */
class SchemaChangeRunTest {
  private static final int ROUNDS = 2;

  @Test
  void shouldPlayEveryKindOfChangeInEveryRound() {
    Map<String, double[]> millis = SchemaChangeRun.run(3_000, ROUNDS);
    assertTrue(millis.size() >= 30, millis.keySet()::toString);
    millis.forEach((name, all) -> assertEquals(ROUNDS, all.length, name));
  }
}
