package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BrokenVariantTest {
  private static AssertionError lost() {
    return new AssertionError("at operation 3", new IllegalStateException("lost behind 7"));
  }

  private static void lose() {
    throw lost();
  }

  @Test
  void shouldTakeTheDisagreementThatWasExpected() {
    BrokenVariant.assertCaught("lost behind [0-9]+", BrokenVariantTest::lose);
    assertTrue(BrokenVariant.says(lost(), "operation"));
    assertFalse(BrokenVariant.says(new AssertionError(new NullPointerException()), "lost"));
  }

  @Test
  void shouldNotTakeAnotherOneNorNoneNorABrokenHarness() {
    assertThrows(
        AssertionError.class,
        () -> BrokenVariant.assertCaught("answered", BrokenVariantTest::lose));
    assertThrows(AssertionError.class, () -> BrokenVariant.assertCaught("answered", () -> {}));
    assertThrows(
        AssertionError.class,
        () ->
            BrokenVariant.assertCaught(
                "lost",
                () -> {
                  throw new IllegalStateException("lost");
                }));
  }
}
