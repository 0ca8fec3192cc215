package io.tactus.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class RejectionTest {
  @Test
  void shouldKeepItsCauseInEveryCopyAndNoStackTrace() {
    Throwable cause = new IllegalStateException("a defect");
    Rejection plain = new Rejection(RejectionCode.PROCEDURE_FAILED, "it failed");
    assertNull(plain.getCause());
    Rejection copy =
        plain
            .withCause(cause)
            .withName("name", "P0001")
            .withDetail("detail")
            .withHint("hint")
            .at("table", "field")
            .withFailedIndex(3);
    assertSame(cause, copy.getCause());
    assertEquals(0, copy.getStackTrace().length);
    assertEquals("it failed", copy.getMessage());
    assertEquals(3, copy.failedIndex());
  }
}
