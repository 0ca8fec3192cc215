package io.tactus.storage.row;

import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.Literal;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.schema.ShapeLiterals;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Places the columns and leaves of a table, and names every part of them. Cold. */
final class LayoutBuilder {

  final List<RowColumn> columns = new ArrayList<>();
  final List<RowField> leaves = new ArrayList<>();
  final List<RowPart> parts = new ArrayList<>();
  final List<RowPart> wholes = new ArrayList<>();
  final int nullBitmapBytes;
  private final Set<String> indexed;
  private final Map<Shape, PartShape> trees = new LinkedHashMap<>();
  private final Map<EnumType, EnumNames> enums = new LinkedHashMap<>();
  private int offset;

  LayoutBuilder(TableDefinition table, Types types) {
    int nullable = (int) table.fields().stream().filter(Field::nullable).count();
    nullBitmapBytes = (nullable + 7) >>> 3;
    offset = RowLayout.HEADER_BYTES + nullBitmapBytes;
    indexed = new TreeSet<>(table.primaryKey());
    table.indexes().forEach(index -> indexed.addAll(index.fields()));
    Types known = types.with(table);
    int nullBit = 0;
    for (Field field : table.fields()) {
      column(field, known.shape(field), field.nullable() ? nullBit++ : -1);
    }
  }

  int rowBytes() {
    return offset;
  }

  private void column(Field field, Shape shape, int nullBit) {
    RowColumn column = new RowColumn(field, shape, columns.size(), leaves.size(), offset, nullBit);
    columns.add(column);
    List<Literal> defaults = ShapeLiterals.defaults(field, shape);
    boolean inKey = indexed.contains(field.name()) || shape instanceof Shape.Reference;
    wholes.add(part(field.name(), column, shape, defaults, inKey));
  }

  /** Places everything below a path and returns the path's part. */
  private RowPart part(
      String path, RowColumn column, Shape shape, List<Literal> defaults, boolean inKey) {
    boolean held = inKey || indexed.contains(path);
    int first = leaves.size();
    // The part of a path comes before those below it, but needs the first leaf among them.
    int place = parts.size();
    parts.add(null);
    switch (shape) {
      case Shape.Leaf leaf -> leaf(path, column, leaf, defaults, held);
      case Shape.Composite composite -> {
        for (Shape.Part member : composite.parts()) {
          part(path + "." + member.name(), column, member.shape(), defaults, held);
        }
      }
      case Shape.Array array -> {
        for (int i = 0; i < array.length(); i++) {
          part(path + "." + i, column, array.element(), defaults, held);
        }
      }
      case Shape.Reference reference -> {
        for (Shape.Part key : reference.key()) {
          if (key.name().isEmpty()) {
            leaf(path, column, (Shape.Leaf) key.shape(), defaults, held);
          } else {
            part(path + "." + key.name(), column, key.shape(), defaults, held);
          }
        }
      }
    }
    RowPart part = new RowPart(path, column, leaves.get(first), PartShape.of(shape, trees));
    parts.set(place, part);
    return part;
  }

  private void leaf(
      String path, RowColumn column, Shape.Leaf leaf, List<Literal> defaults, boolean held) {
    int position = leaves.size() - column.firstLeaf();
    Literal given = defaults.isEmpty() ? null : defaults.get(position);
    EnumType type = leaf.enumType();
    EnumNames names = type == null ? null : enums.computeIfAbsent(type, EnumNames::new);
    leaves.add(new RowField(path, column, leaf, names, leaves.size(), offset, given, held));
    offset += leaf.sizeBytes();
  }
}
