package io.tactus.journal.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** The numbers stand in journals: they must never change. */
class RequestIdTest {

  @Test
  void shouldTakeMadeNamesAsTheyAre() {
    assertEquals(0x0123456789abcdefL, RequestId.of("0123456789abcdef"));
    assertEquals(-1, RequestId.of("ffffffffffffffff"));
    assertEquals("0123456789abcdef", RequestId.text(0x0123456789abcdefL));
  }

  @Test
  void shouldDigestAllOthers() {
    // The first bytes of SHA-256 of "abc", as the standard has them.
    assertEquals(0xba7816bf8f01cfeaL, RequestId.of("abc"));
    assertNotEquals(RequestId.of("0123456789abcdef"), RequestId.of("0123456789ABCDEF"));
    assertEquals("ba7816bf8f01cfea", RequestId.text(RequestId.of("abc")));
  }

  @Test
  void shouldKeepZeroForNobody() {
    assertEquals(1, RequestId.of("0000000000000000"));
    assertEquals("", RequestId.text(RequestId.NONE));
  }
}
