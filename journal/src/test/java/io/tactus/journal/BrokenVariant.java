package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;
import org.junit.jupiter.api.function.Executable;

/**
 * Demands of a suite that it finds a broken variant out by what is wrong with it: a suite that
 * merely breaks, over a variant or over itself, has not found anything.
 */
public final class BrokenVariant {
  private BrokenVariant() {}

  /**
   * Demands that a suite fails, and that it or what made it fail says this.
   *
   * @param disagreement a regular expression, to be found in the message
   */
  public static void assertCaught(String disagreement, Executable suite) {
    Throwable caught =
        assertThrows(
            AssertionError.class, suite, "not noticed; there should have been: " + disagreement);
    assertTrue(
        says(caught, disagreement),
        () -> "should have been noticed by: " + disagreement + ", but was by: " + told(caught));
  }

  /** Whether a failure, or one of its causes, says this. */
  public static boolean says(Throwable failure, String disagreement) {
    Pattern pattern = Pattern.compile(disagreement);
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one.getMessage() != null && pattern.matcher(one.getMessage()).find()) {
        return true;
      }
    }
    return false;
  }

  private static String told(Throwable failure) {
    StringBuilder told = new StringBuilder();
    for (Throwable one = failure; one != null; one = one.getCause()) {
      told.append(told.isEmpty() ? "" : "; ").append(one);
    }
    return told.toString();
  }
}
