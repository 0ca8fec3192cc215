package io.tactus.storage.schema;

import java.util.List;
import java.util.TreeSet;

/** What must hold of the secondary indexes of a table. */
final class IndexRules {

  private static final int MIN_GRID_FIELDS = 2;
  private static final int MAX_GRID_FIELDS = 3;

  private IndexRules() {}

  /**
   * Checks the indexes of a table whose fields and primary key are right.
   *
   * @param types knows everything the table's types are made of
   * @param place where the table stands in its document, empty or ending in a dot
   */
  static void check(TableDefinition table, Types types, String place) {
    List<IndexDefinition> indexes = table.indexes();
    if (indexes.size() > SchemaLimits.MAX_INDEXES) {
      throw SchemaErrors.invalid(
          place + "indexes", "at most " + SchemaLimits.MAX_INDEXES + ", not " + indexes.size());
    }
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < indexes.size(); i++) {
      IndexDefinition index = indexes.get(i);
      String here = place + "indexes[" + i + "]";
      TableRules.checkName(here + ".name", index.name());
      if (!names.add(index.name())) {
        throw SchemaErrors.invalid(here + ".name", "'" + index.name() + "' occurs twice");
      }
      KeyRules.checkKey(table, types, here + ".fields", index.fields());
      checkCell(index, here);
      switch (index.kind()) {
        case HASH -> {}
        case ORDERED -> checkOrdered(table, types, index, here);
        case GRID -> checkGrid(table, types, index, here);
      }
    }
  }

  private static void checkCell(IndexDefinition index, String here) {
    boolean grid = index.kind() == IndexKind.GRID;
    if (!grid && index.cell() != 0) {
      throw SchemaErrors.invalid(here + ".cell", "only grid indexes have cells");
    }
    if (grid && !(index.cell() > 0 && Double.isFinite(index.cell()))) {
      throw SchemaErrors.invalid(here + ".cell", "a grid needs an edge of its cells above 0");
    }
  }

  /** Every leaf that may be null takes a byte more. */
  private static void checkOrdered(
      TableDefinition table, Types types, IndexDefinition index, String here) {
    int bytes = 0;
    for (String name : index.fields()) {
      Shape shape = types.shape(table, name);
      bytes += shape.sizeBytes() + (table.columnOf(name).nullable() ? shape.leafCount() : 0);
    }
    if (bytes > SchemaLimits.MAX_ORDERED_KEY_BYTES) {
      throw SchemaErrors.invalid(
          here + ".fields",
          bytes
              + " bytes, at most "
              + SchemaLimits.MAX_ORDERED_KEY_BYTES
              + " are allowed in an ordered index");
    }
  }

  private static void checkGrid(
      TableDefinition table, Types types, IndexDefinition index, String here) {
    if (index.unique()) {
      throw SchemaErrors.invalid(here + ".unique", "a grid index cannot be unique");
    }
    int coordinates = 0;
    for (int i = 0; i < index.fields().size(); i++) {
      String name = index.fields().get(i);
      String place = here + ".fields[" + i + "]";
      Shape shape = types.shape(table, name);
      ShapePaths.forEachLeaf(name, shape, (path, leaf) -> checkCoordinate(path, leaf, place));
      coordinates += shape.leafCount();
    }
    if (coordinates < MIN_GRID_FIELDS || coordinates > MAX_GRID_FIELDS) {
      throw SchemaErrors.invalid(
          here + ".fields", "a grid is over 2 or 3 coordinates, not " + coordinates);
    }
  }

  private static void checkCoordinate(String path, Shape.Leaf leaf, String place) {
    if (!leaf.type().kind().isFloat()) {
      throw SchemaErrors.invalid(
          place, "a grid is over f32 or f64 coordinates; '" + path + "' is " + leaf.type());
    }
  }
}
