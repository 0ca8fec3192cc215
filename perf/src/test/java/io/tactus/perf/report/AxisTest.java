package io.tactus.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void shouldGiveEveryDecadeTheSameLength() {
    Axis axis = Axis.decades("ms", 0.2, 30);
    assertEquals(0.1, axis.min(), 1e-12);
    assertEquals(100, axis.max(), 1e-9);
    assertEquals(1 / 3.0, axis.place(1), 1e-9);
    assertEquals(2 / 3.0, axis.place(10), 1e-9);
    assertEquals(0, axis.place(0), 0);
    assertEquals(1, axis.place(1e9), 0);
    assertEquals(4, axis.ticks().size());
  }

  @Test
  void shouldPlaceRoundTicksOnALinearAxis() {
    assertEquals(List.of(0.0, 5.0, 10.0, 15.0, 20.0), Axis.linear("s", 21).ticks());
    for (double highest = 0.001; highest < 1e7; highest *= 1.7) {
      int ticks = Axis.linear("s", highest).ticks().size();
      assertTrue(ticks >= 3 && ticks <= 8, highest + ": " + ticks);
    }
  }

  @Test
  void shouldNameTheNines() {
    assertEquals("0%", Plots.percentile(1));
    assertEquals("90%", Plots.percentile(10));
    assertEquals("99%", Plots.percentile(100));
    assertEquals("99.9%", Plots.percentile(1000));
    assertEquals("99.999%", Plots.percentile(100_000));
  }

  @Test
  void shouldRefuseAnEmptyRange() {
    assertThrows(
        IllegalArgumentException.class, () -> new Axis("x", 1, 1, false, Double::toString));
    assertThrows(IllegalArgumentException.class, () -> new Axis("x", 0, 1, true, Double::toString));
  }
}
