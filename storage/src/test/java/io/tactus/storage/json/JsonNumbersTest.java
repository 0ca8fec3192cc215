package io.tactus.storage.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNumbersTest {

  private static final int ROUNDS = 20_000;

  private final JsonWriter writer = new DslJson<>().newWriter();
  private final NumberWriter numbers = new NumberWriter();

  private static double f64(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return JsonNumbers.parseF64(bytes, 0, bytes.length);
  }

  private static float f32(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return JsonNumbers.parseF32(bytes, 0, bytes.length);
  }

  private static long i64(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return JsonNumbers.parseI64(bytes, 0, bytes.length);
  }

  private static long u64(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return JsonNumbers.parseU64(bytes, 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void shouldReadIntegersAsBigIntegerDoes(long seed) {
    Random random = new Random(seed);
    BigInteger minI64 = BigInteger.valueOf(Long.MIN_VALUE);
    BigInteger maxI64 = BigInteger.valueOf(Long.MAX_VALUE);
    BigInteger maxU64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger value = new BigInteger(random.nextInt(70), random);
      value =
          random.nextInt(4) == 0 ? maxU64.add(BigInteger.valueOf(random.nextInt(5) - 2)) : value;
      value =
          random.nextInt(4) == 0 ? maxI64.add(BigInteger.valueOf(random.nextInt(5) - 2)) : value;
      value = random.nextBoolean() ? value.negate() : value;
      String text = value.toString();
      if (value.compareTo(minI64) >= 0 && value.compareTo(maxI64) <= 0) {
        assertEquals(value.longValueExact(), i64(text));
      } else {
        assertThrows(Rejection.class, () -> i64(text), text);
      }
      if (value.signum() >= 0 && value.compareTo(maxU64) <= 0) {
        assertEquals(text, Long.toUnsignedString(u64(text)));
      } else {
        assertThrows(Rejection.class, () -> u64(text), text);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void shouldReadFloatsAsTheJdkDoes(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      String text = decimal(random);
      double expected = Double.parseDouble(text);
      boolean zero = new BigDecimal(text).signum() == 0;
      if (Double.isInfinite(expected) || (expected == 0 && !zero)) {
        assertThrows(Rejection.class, () -> f64(text), text);
      } else {
        assertEquals(expected, f64(text), text);
      }
      float single = Float.parseFloat(text);
      if (Float.isInfinite(single) || (single == 0 && !zero)) {
        assertThrows(Rejection.class, () -> f32(text), text);
      } else {
        assertEquals(single, f32(text), text);
      }
    }
  }

  /** Random digits; neighbours of doubles and singles; exact midpoints between singles. */
  private static String decimal(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> {
        StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(10));
        text.append(
            random.nextBoolean() ? "." + random.nextLong(1L << 62) + random.nextInt(99) : "");
        yield text + "e" + (random.nextInt(700) - 350);
      }
      case 1 -> finite(Double.longBitsToDouble(random.nextLong()));
      case 2 -> finite(Float.intBitsToFloat(random.nextInt()));
      case 3 -> {
        float low = Math.abs(Float.intBitsToFloat(random.nextInt()));
        if (!Float.isFinite(low) || !Float.isFinite(Math.nextUp(low))) {
          yield "1";
        }
        BigDecimal middle =
            new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
        BigDecimal nudge = middle.scaleByPowerOfTen(-30);
        yield (switch (random.nextInt(3)) {
              case 0 -> middle;
              case 1 -> middle.add(nudge);
              default -> middle.subtract(nudge);
            })
            .toString()
            .replace("E+", "e");
      }
      default -> Long.toString(random.nextLong() >> random.nextInt(64));
    };
  }

  private static String finite(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).toString().replace("E+", "e") : "0";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".1",
        "1e",
        "1e+",
        "1e-",
        "0x1",
        "1f",
        "1d",
        "NaN",
        "Infinity",
        " 1",
        "1 ",
        "1_0",
        "--1",
        "1.2.3",
        "1e2e3",
        "1e2.5"
      })
  void shouldRefuseWhatIsNoNumber(String text) {
    assertThrows(Rejection.class, () -> f64(text));
    assertThrows(Rejection.class, () -> f32(text));
    assertThrows(Rejection.class, () -> i64(text));
    assertThrows(Rejection.class, () -> u64(text));
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6})
  void shouldWriteWhatReadsBackTheSame(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < ROUNDS; i++) {
      double wide = Double.longBitsToDouble(random.nextLong());
      float single = Float.intBitsToFloat(random.nextInt());
      long bits = random.nextLong() >> random.nextInt(64);
      if (Double.isFinite(wide)) {
        writer.reset();
        numbers.writeF64(writer, wide);
        assertEquals(wide, f64(writer.toString()));
        assertTrue(ReferenceJson.isValid(writer.toByteArray()), writer.toString());
      }
      if (Float.isFinite(single)) {
        writer.reset();
        numbers.writeF32(writer, single);
        assertEquals(single, f32(writer.toString()));
      }
      writer.reset();
      NumberWriter.writeU64(writer, bits);
      assertEquals(Long.toUnsignedString(bits), writer.toString());
      writer.reset();
      NumberWriter.writeI64(writer, bits);
      assertEquals(Long.toString(bits), writer.toString());
    }
  }

  @Test
  void shouldWriteIntegersAtTheirEdges() {
    for (long value : new long[] {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 999_999_999L}) {
      writer.reset();
      NumberWriter.writeI64(writer, value);
      assertEquals(Long.toString(value), writer.toString());
      writer.reset();
      NumberWriter.writeU64(writer, value);
      assertEquals(Long.toUnsignedString(value), writer.toString());
    }
  }
}
