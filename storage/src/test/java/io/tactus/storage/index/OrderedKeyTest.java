package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The order of encoded keys is the order of the values, for every type. */
class OrderedKeyTest {
  private static final String[] TYPES = {
    "bool",
    "i8",
    "i16",
    "i32",
    "i64",
    "u8",
    "u16",
    "u32",
    "u64",
    "f32",
    "f64",
    "timestamp",
    "duration",
    "uuid",
    "string(3)",
    "string(300)"
  };
  private static final String[] WORDS = {
    "", "a", "a\0", "b", "aa", "ab", "\u00e9", "\uFFFF", "zzz"
  };

  private static TableDefinition table(String type, boolean nullable) {
    TableBuilder builder = TableBuilder.table("t").field("id", "u8");
    return (nullable ? builder.nullable("v", type) : builder.field("v", type)).key("id");
  }

  private static void set(RowDraft draft, RowField field, Random random) {
    int ordinal = field.ordinal();
    if (field.nullable() && random.nextInt(5) == 0) {
      draft.setNull(ordinal);
      return;
    }
    long bits = random.nextLong() >> random.nextInt(64);
    switch (field.kind()) {
      case F32, F64 -> {
        double value = random.nextInt(4) == 0 ? -0.0 : random.nextGaussian() * bits;
        draft.setDouble(ordinal, field.sizeBytes() == 4 ? (float) value : value);
      }
      case UUID -> draft.setUuid(ordinal, bits, random.nextLong());
      case STRING -> {
        String word = WORDS[random.nextInt(WORDS.length)];
        int length = word.getBytes(StandardCharsets.UTF_8).length;
        draft.setString(ordinal, length <= field.type().capacityBytes() ? word : "c");
      }
      default -> {
        int free = Long.SIZE - field.sizeBytes() * Byte.SIZE;
        long value = field.kind().minLong() < 0 ? bits << free >> free : bits << free >>> free;
        boolean fits =
            field.kind().compareLong(value, field.kind().minLong()) >= 0
                && field.kind().compareLong(value, field.kind().maxLong()) <= 0;
        draft.setLong(ordinal, fits ? value : 1);
      }
    }
  }

  @Test
  void shouldKeepTheOrderOfEveryType() {
    Random random = new Random(3);
    try (Arena arena = Arena.ofConfined()) {
      long left = arena.allocate(1024).address();
      long right = arena.allocate(1024).address();
      for (String type : TYPES) {
        for (boolean nullable : new boolean[] {false, true}) {
          RowLayout layout = new RowLayout(table(type, nullable));
          RowField field = layout.field("v");
          OrderedKey key = new OrderedKey(layout, List.of("v"));
          RowDraft first = new RowDraft();
          RowDraft second = new RowDraft();
          for (int i = 0; i < 3000; i++) {
            fill(first, layout, random);
            fill(second, layout, random);
            key.encode(first.rowAddress(), left);
            key.encode(second.rowAddress(), right);
            int expected = field.compare(first.rowAddress(), second.rowAddress());
            int found = Memory.compare(left, right, key.keyBytes());
            assertEquals(Integer.signum(expected), Integer.signum(found), type);
            assertSameImage(key, field, first.rowAddress(), left);
          }
        }
      }
    }
  }

  private static void fill(RowDraft draft, RowLayout layout, Random random) {
    draft.reset(layout);
    draft.setLong(0, 1);
    set(draft, layout.field("v"), random);
  }

  /** Bounds made of values are the same bytes as keys made of rows. */
  private static void assertSameImage(OrderedKey key, RowField field, long row, long encoded) {
    byte[] expected = new byte[key.keyBytes()];
    Memory.getBytes(encoded, expected, 0, expected.length);
    byte[] image = new byte[key.keyBytes()];
    if (field.isNull(row)) {
      key.putNull(image, 0);
    } else {
      switch (field.kind()) {
        case F32, F64 -> key.putDouble(image, 0, field.getDouble(row));
        case UUID -> key.putUuid(image, 0, field.getUuidHigh(row), field.getUuidLow(row));
        case STRING -> {
          byte[] utf8 = new byte[field.stringLength(row)];
          Memory.getBytes(field.stringAddress(row), utf8, 0, utf8.length);
          assertTrue(key.putString(image, 0, utf8));
        }
        default -> key.putLong(image, 0, field.getLong(row));
      }
    }
    assertArrayEquals(expected, image);
  }

  @Test
  void shouldSayWhenAStringIsLongerThanTheColumn() {
    RowLayout layout = new RowLayout(table("string(3)", false));
    OrderedKey key = new OrderedKey(layout, List.of("v"));
    byte[] whole = new byte[key.keyBytes()];
    byte[] cut = new byte[key.keyBytes()];
    assertTrue(key.putString(whole, 0, "abc".getBytes(StandardCharsets.UTF_8)));
    assertFalse(key.putString(cut, 0, "abcd".getBytes(StandardCharsets.UTF_8)));
    assertTrue(Arrays.equals(whole, cut));
    assertThrows(IllegalArgumentException.class, () -> key.putNull(cut, 0));
  }
}
