package io.tactus.storage.json;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;

/**
 * Numbers as JSON: integers in full, floats with the fewest digits that read back as the same value
 * (the JDK's own algorithm), whole ones without {@code .0}. Allocates nothing. Threading: one
 * instance per thread.
 */
public final class NumberWriter {

  private static final long SPLIT = 1_000_000_000L;

  private final StringBuilder text = new StringBuilder(32);

  /** Creates a writer. */
  public NumberWriter() {}

  /** Writes a signed integer. */
  public static void writeI64(JsonWriter writer, long value) {
    NumberConverter.serialize(value, writer);
  }

  /** Writes an unsigned integer from the bits of a long. */
  public static void writeU64(JsonWriter writer, long bits) {
    if (bits >= 0) {
      NumberConverter.serialize(bits, writer);
      return;
    }
    long quotient = Long.divideUnsigned(bits, SPLIT);
    long rest = bits - quotient * SPLIT;
    NumberConverter.serialize(quotient, writer);
    for (long unit = SPLIT / 10; unit > 0; unit /= 10) {
      writer.writeByte((byte) ('0' + rest / unit % 10));
    }
  }

  /** Writes a finite double. */
  public void writeF64(JsonWriter writer, double value) {
    text.setLength(0);
    text.append(value);
    writeText(writer);
  }

  /** Writes a finite single, with the digits a single needs. */
  public void writeF32(JsonWriter writer, float value) {
    text.setLength(0);
    text.append(value);
    writeText(writer);
  }

  private void writeText(JsonWriter writer) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      boolean zeroFraction =
          text.charAt(i) == '.'
              && text.charAt(i + 1) == '0'
              && (i + 2 == length || text.charAt(i + 2) == 'E');
      if (zeroFraction) {
        i++;
      } else {
        writer.writeByte((byte) text.charAt(i));
      }
    }
  }
}
