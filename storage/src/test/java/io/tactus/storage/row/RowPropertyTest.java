package io.tactus.storage.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.RandomTables;
import io.tactus.storage.schema.TypeKind;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowPropertyTest {

  private static final int TABLES = 100;
  private static final int ROWS = 10;

  private final RowWorld world = new RowWorld();
  private final RowDraft draft = new RowDraft();
  private final RowDraft other = new RowDraft();
  private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

  /** JSON, draft, command bytes, draft, row, JSON: the same text and the same bytes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void shouldComeThroughUnchanged(long seed) {
    Random random = new Random(seed);
    RandomTables tables = new RandomTables(random);
    for (int t = 0; t < TABLES; t++) {
      RowLayout layout = new RowLayout(tables.next(30).withIds(1));
      for (int r = 0; r < ROWS; r++) {
        fill(random, tables, draft.reset(layout));
        String text = world.write(layout, draft.rowAddress());
        world.read(other.reset(layout), text);
        assertEquals(text, world.write(layout, other.rowAddress()), "seed " + seed);
        assertSameBytes(layout, draft.rowAddress(), other.rowAddress());
        int length = draft.encode(buffer, 5);
        assertEquals(draft.encodedLength(), length);
        assertEquals(length, other.reset(layout).decode(buffer, 5, 5 + length));
        assertSameBytes(layout, draft.rowAddress(), other.rowAddress());
        assertSamePresence(draft, other);
      }
    }
  }

  /** What a draft was used for before leaves no trace in its bytes. */
  @ParameterizedTest
  @ValueSource(longs = {4, 5})
  void shouldHaveOneImagePerValueWhateverCameBefore(long seed) {
    Random random = new Random(seed);
    RandomTables tables = new RandomTables(random);
    for (int t = 0; t < TABLES; t++) {
      RowLayout layout = new RowLayout(tables.next(30).withIds(1));
      draft.reset(layout);
      for (int r = 0; r < ROWS; r++) {
        fill(random, tables, draft);
        other.reset(layout);
        world.read(other, world.write(layout, draft.rowAddress()));
        assertSameBytes(layout, other.rowAddress(), draft.rowAddress());
      }
    }
  }

  /** Sparse drafts, as updates are: only what is given counts, in memory and in commands. */
  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void shouldApplyExactlyTheFieldsGiven(long seed) {
    Random random = new Random(seed);
    RandomTables tables = new RandomTables(random);
    RowDraft target = new RowDraft();
    for (int t = 0; t < TABLES; t++) {
      RowLayout layout = new RowLayout(tables.next(30).withIds(1));
      fill(random, tables, target.reset(layout));
      fill(random, tables, draft.reset(layout));
      for (int i = 0; i < layout.fieldCount(); i++) {
        if (random.nextBoolean()) {
          draft.clear(i);
        }
      }
      int length = draft.encode(buffer, 0);
      other.reset(layout).decode(buffer, 0, length);
      assertSamePresence(draft, other);
      String before = world.write(layout, target.rowAddress());
      RowDraft after = new RowDraft().reset(layout);
      after.copyFrom(target.rowAddress());
      other.applyTo(after.rowAddress());
      for (int i = 0; i < layout.fieldCount(); i++) {
        long expected = draft.isPresent(i) ? draft.rowAddress() : target.rowAddress();
        assertTrue(layout.field(i).sameBytes(expected, after.rowAddress()), before);
      }
    }
  }

  /** Every prefix of an image and every changed byte: refused or read, never beyond the limit. */
  @ParameterizedTest
  @ValueSource(longs = {8})
  void shouldNotTrustDamagedImages(long seed) {
    Random random = new Random(seed);
    RandomTables tables = new RandomTables(random);
    for (int t = 0; t < TABLES; t++) {
      RowLayout layout = new RowLayout(tables.next(12).withIds(1));
      fill(random, tables, draft.reset(layout));
      int length = draft.encode(buffer, 0);
      for (int cut = 0; cut < length; cut++) {
        UnsafeBuffer shorter = new UnsafeBuffer(buffer, 0, cut);
        int limit = cut;
        assertThrows(
            IllegalArgumentException.class, () -> other.reset(layout).decode(shorter, 0, limit));
      }
      for (int i = 0; i < 20; i++) {
        byte[] damaged = new byte[length];
        buffer.getBytes(0, damaged);
        damaged[random.nextInt(length)] = (byte) random.nextInt(256);
        try {
          int read = other.reset(layout).decode(new UnsafeBuffer(damaged), 0, length);
          assertTrue(read <= length);
        } catch (IllegalArgumentException refused) {
          assertTrue(refused.getMessage().startsWith("no draft of"), refused.getMessage());
        }
      }
    }
  }

  private void fill(Random random, RandomTables tables, RowDraft target) {
    RowLayout layout = target.layout();
    for (int i = 0; i < layout.fieldCount(); i++) {
      RowField field = layout.field(i);
      if (field.nullable() && random.nextInt(3) == 0) {
        target.setNull(i);
      } else {
        set(target, field, value(tables, field.definition()));
      }
    }
  }

  private Literal value(RandomTables tables, Field field) {
    for (int attempt = 0; attempt < 20; attempt++) {
      Literal value = tables.literal(field.type());
      try {
        RowLayout layout =
            RowWorld.single(
                new Field(0, "v", field.type(), false, false, null, field.min(), field.max()));
        set(other.reset(layout), layout.field("v"), value);
        return value;
      } catch (Rejection outOfBounds) {
        assertEquals("23514", outOfBounds.sqlState());
      }
    }
    return field.min();
  }

  private static void set(RowDraft target, RowField field, Literal value) {
    int ordinal = field.ordinal();
    switch (field.kind()) {
      case F32, F64 -> target.setDouble(ordinal, value.asDouble());
      case UUID -> target.setUuid(ordinal, value.bits(), value.lowBits());
      case STRING -> target.setString(ordinal, value.text());
      default -> target.setLong(ordinal, value.bits());
    }
    assertTrue(target.isPresent(ordinal));
    assertEquals(field.kind() == TypeKind.STRING, field.type().capacityBytes() > 0, field.name());
  }

  private static void assertSameBytes(RowLayout layout, long left, long right) {
    assertTrue(
        RowField.sameBytes(left, right, layout.rowBytes()), () -> "rows of " + layout.table());
  }

  private static void assertSamePresence(RowDraft left, RowDraft right) {
    assertEquals(left.presentCount(), right.presentCount());
    for (int i = 0; i < left.layout().fieldCount(); i++) {
      assertEquals(left.isPresent(i), right.isPresent(i));
    }
  }
}
