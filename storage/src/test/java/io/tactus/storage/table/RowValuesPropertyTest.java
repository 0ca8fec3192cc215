package io.tactus.storage.table;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seed of a failure stands in its message. */
class RowValuesPropertyTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldAgreeWithAMapAfterEverything(long seed) {
    try {
      new RowValuesPlay(seed).run();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + e, e);
    }
  }
}
