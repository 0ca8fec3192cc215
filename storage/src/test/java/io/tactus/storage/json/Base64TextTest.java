package io.tactus.storage.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Base64TextTest {

  private static byte[] decode(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
    byte[] target = new byte[Base64Text.maxBytes(ascii.length) + 3];
    return Arrays.copyOf(target, Base64Text.decode(ascii, 0, ascii.length, target, 0));
  }

  @Test
  void shouldAgreeWithTheLibraryBothWays() {
    Random random = new Random(11);
    JsonWriter writer = new DslJson<>().newWriter();
    for (int length = 0; length < 200; length++) {
      byte[] bytes = new byte[length];
      random.nextBytes(bytes);
      String text = Base64.getEncoder().encodeToString(bytes);
      writer.reset();
      Base64Text.write(writer, bytes, 0, length);
      assertEquals('"' + text + '"', writer.toString());
      assertArrayEquals(bytes, decode(text));
      byte[] inPlace = text.getBytes(StandardCharsets.US_ASCII);
      int decoded = Base64Text.decode(inPlace, 0, inPlace.length, inPlace, 0);
      assertArrayEquals(bytes, Arrays.copyOf(inPlace, decoded));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A",
        "AA",
        "AAA",
        "A===",
        "====",
        "AA=A",
        "=AAA",
        "AAA=AAAA",
        "AA==AAAA",
        "AB==",
        "AAB=",
        "AA-_",
        "AA A",
        "AAAA\n",
        "AAéA",
        " AAAA",
        "AAAA===="
      })
  void shouldRefuseWhatIsNotTheOneForm(String text) {
    assertThrows(Rejection.class, () -> decode(text));
  }
}
