package io.tactus.perf.suite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HardwareCountersTest {

  /** Lines as perf 6 prints them. */
  @Test
  void shouldTellANumberFromAnExcuse() {
    assertTrue(HardwareCounters.counted("2481,,cache-misses:u,331005,100.00,,\n"));
    assertFalse(HardwareCounters.counted("<not supported>,,cache-misses,0,100.00,,\n"));
    assertFalse(HardwareCounters.counted("<not counted>,,cache-misses,0,0.00,,\n"));
    assertFalse(HardwareCounters.counted("event syntax error: 'cache-misses'\n"));
    assertFalse(HardwareCounters.counted(""));
  }
}
