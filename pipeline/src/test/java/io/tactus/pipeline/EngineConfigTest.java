package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.change.ChangeLog;
import io.tactus.storage.page.FrameBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineConfigTest {
  private static EngineConfig.Builder config(long pages, int slots) {
    return EngineConfig.builder().maxLogicalPages(pages).ringSlots(slots);
  }

  @ParameterizedTest
  @CsvSource({"64, 64", "8192, 256", "262144, 4096", "262144, 65536"})
  void shouldHaveFramesForTwoStatesWhatIsAdmittedAndReadersOfOneState(long pages, int slots) {
    EngineConfig config = config(pages, slots).build();
    FrameBudget budget = FrameBudget.within(pages, config.maxFrames(), slots);
    assertEquals(pages, budget.readerFrames());
    assertTrue(config.maxFrames() > 2 * FrameBudget.framesOf(pages));
  }

  @Test
  void shouldRefuseFewerFramesThanWhatIsAdmittedNeeds() {
    long least = FrameBudget.within(8192, 0, 256).maxFrames();
    assertEquals(least, config(8192, 256).maxFrames(least).build().maxFrames());
    EngineConfig.Builder fewer = config(8192, 256).maxFrames(least - 1);
    IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, fewer::build);
    assertTrue(refusal.getMessage().contains("at least " + least), refusal.getMessage());
  }

  @Test
  void shouldRefuseAChangeLogThatTheLargestRowsDoNotFit() {
    EngineConfig.Builder small = EngineConfig.builder().changeLogBytes(ChangeLog.MIN_BYTES / 2);
    assertThrows(IllegalArgumentException.class, small::build);
    assertEquals(
        ChangeLog.MIN_BYTES,
        EngineConfig.builder().changeLogBytes(ChangeLog.MIN_BYTES).build().changeLogBytes());
  }
}
