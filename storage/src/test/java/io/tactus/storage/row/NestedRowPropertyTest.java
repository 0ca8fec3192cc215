package io.tactus.storage.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.RandomTables;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.schema.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of nested types against a plain model: the JSON text each leaf must have, by its path. */
class NestedRowPropertyTest {

  private final RowWorld world = new RowWorld();
  private final RowDraft draft = new RowDraft();
  private final RowDraft other = new RowDraft();
  private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();

  /** Leaves lie one after the other behind the null bitmap, whatever they are nested in. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldPackLeavesInOrder(long seed) {
    Random random = new Random(seed);
    for (int t = 0; t < 50; t++) {
      RowLayout layout = new RandomShapes(random).layout();
      int offset = RowLayout.HEADER_BYTES + layout.nullBitmapBytes();
      int leaf = 0;
      for (int i = 0; i < layout.columnCount(); i++) {
        RowColumn column = layout.column(i);
        assertEquals(offset, column.offset());
        assertEquals(leaf, column.firstLeaf());
        for (int k = 0; k < column.leafCount(); k++, leaf++) {
          RowField field = layout.field(leaf);
          assertEquals(offset, field.offset(), field.name());
          assertEquals(column, field.column());
          assertEquals(k, field.position());
          assertEquals(field, layout.field(field.name()));
          offset += field.sizeBytes();
        }
      }
      assertEquals(layout.fieldCount(), leaf);
      assertEquals(layout.rowBytes(), offset);
    }
  }

  /** Model, JSON, draft, command bytes, draft, JSON. */
  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void shouldComeThroughUnchanged(long seed) {
    Random random = new Random(seed);
    for (int t = 0; t < 50; t++) {
      RandomShapes shapes = new RandomShapes(random);
      RowLayout layout = shapes.layout();
      for (int r = 0; r < 5; r++) {
        Map<String, String> leaves = new HashMap<>();
        String text = object(random, layout, shapes.types(), leaves);
        world.read(draft.reset(layout), text);
        assertEquals(text, world.write(layout, draft.rowAddress()), "seed " + seed);
        draft.completeForInsert();
        int length = draft.encode(buffer, 3);
        assertEquals(draft.encodedLength(), length);
        assertEquals(length, other.reset(layout).decode(buffer, 3, 3 + length));
        assertTrue(RowField.sameBytes(draft.rowAddress(), other.rowAddress(), layout.rowBytes()));
        for (Map.Entry<String, String> leaf : leaves.entrySet()) {
          RowPart part = layout.part(leaf.getKey());
          RowProjection one = RowProjection.of(layout, new RowPart[] {part}, new String[] {"v"});
          String expected = "{\"v\":" + leaf.getValue() + "}";
          assertEquals(expected, world.write(one, other.rowAddress()), leaf.getKey());
        }
      }
    }
  }

  /** A leaf set by its path changes that leaf alone; of a column that is null all must be given. */
  @ParameterizedTest
  @ValueSource(longs = {9, 10})
  void shouldChangeOneLeafAlone(long seed) {
    Random random = new Random(seed);
    for (int t = 0; t < 50; t++) {
      RandomShapes shapes = new RandomShapes(random);
      RowLayout layout = shapes.layout();
      world.read(draft.reset(layout), object(random, layout, shapes.types(), new HashMap<>()));
      RowDraft row = new RowDraft().reset(layout);
      row.copyFrom(draft.rowAddress());
      RowField leaf = layout.field(random.nextInt(layout.fieldCount()));
      String value = value(random, leaf);
      world.read(other.reset(layout), "{\"" + leaf.name() + "\":" + value + "}");
      if (leaf.isNull(row.rowAddress()) && !leaf.isAlone()) {
        assertThrows(Rejection.class, () -> other.applyTo(row.rowAddress()));
        continue;
      }
      other.applyTo(row.rowAddress());
      assertFalse(leaf.isNull(row.rowAddress()));
      for (int i = 0; i < layout.fieldCount(); i++) {
        long expected = i == leaf.ordinal() ? other.rowAddress() : draft.rowAddress();
        assertTrue(layout.field(i).sameBytes(expected, row.rowAddress()), layout.field(i).name());
      }
    }
  }

  private String object(Random random, RowLayout layout, Types types, Map<String, String> leaves) {
    List<String> members = new ArrayList<>();
    for (int i = 0; i < layout.columnCount(); i++) {
      RowColumn column = layout.column(i);
      boolean isNull = column.nullable() && random.nextInt(3) == 0;
      String text =
          isNull
              ? "null"
              : shape(random, types.shape(column.definition()), column.name(), layout, leaves);
      members.add("\"" + column.name() + "\":" + text);
    }
    return "{" + String.join(",", members) + "}";
  }

  private String shape(
      Random random, Shape shape, String path, RowLayout layout, Map<String, String> leaves) {
    List<String> parts = new ArrayList<>();
    switch (shape) {
      case Shape.Leaf leaf -> {
        String text = value(random, layout.field(path));
        leaves.put(path, text);
        return text;
      }
      case Shape.Composite composite -> {
        for (Shape.Part part : composite.parts()) {
          String below = path + "." + part.name();
          String text = shape(random, part.shape(), below, layout, leaves);
          parts.add("\"" + part.name() + "\":" + text);
        }
        return "{" + String.join(",", parts) + "}";
      }
      case Shape.Array array -> {
        for (int i = 0; i < array.length(); i++) {
          parts.add(shape(random, array.element(), path + "." + i, layout, leaves));
        }
      }
      case Shape.Reference reference -> {
        for (Shape.Part part : reference.key()) {
          parts.add(shape(random, part.shape(), path + "." + part.name(), layout, leaves));
        }
      }
    }
    return "[" + String.join(",", parts) + "]";
  }

  /** Returns a value's JSON text, as one leaf by itself is written. */
  private String value(Random random, RowField leaf) {
    EnumType type = leaf.enumType();
    if (type != null) {
      return "\"" + type.value(random.nextInt(type.values().size())) + "\"";
    }
    Literal literal = new RandomTables(random).literal(leaf.type());
    RowLayout single = RowWorld.single(leaf.type());
    RowDraft scratch = new RowDraft().reset(single);
    int v = single.field("v").ordinal();
    switch (leaf.kind()) {
      case F32, F64 -> scratch.setDouble(v, literal.asDouble());
      case UUID -> scratch.setUuid(v, literal.bits(), literal.lowBits());
      case STRING -> scratch.setString(v, literal.text());
      default -> scratch.setLong(v, literal.bits());
    }
    RowProjection one =
        RowProjection.of(single, new RowPart[] {single.part("v")}, new String[] {"v"});
    String text = world.write(one, scratch.rowAddress());
    return text.substring("{\"v\":".length(), text.length() - 1);
  }
}
