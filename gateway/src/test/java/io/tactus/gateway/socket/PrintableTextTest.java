package io.tactus.gateway.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTextTest {

  @Test
  void shouldLeaveWordsAsTheyAre() {
    assertEquals("", PrintableText.of(null));
    assertEquals("done, äöü 日本 \uD83C\uDFB2", PrintableText.of("done, äöü 日本 \uD83C\uDFB2"));
  }

  @Test
  void shouldTakeTheirPowerFromCharactersThatForgeLines() {
    assertEquals("a??2026 INFO ours", PrintableText.of("a\r\n2026 INFO ours"));
    assertEquals("?[31mred?", PrintableText.of("\u001b[31mred\u0000"));
    assertEquals("a?b?c?d?", PrintableText.of("a\u2028b\u202ec\u0085d\uD800"));
  }
}
