package io.tactus.storage.table;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.Types;
import io.tactus.storage.value.ValueHeap;
import java.util.List;

/**
 * Lays out the areas of a new table, opens those of an existing one, drops them.
 *
 * <p>Threading: tick thread only; cold.
 */
public final class TablePages {

  private TablePages() {}

  /** Creates the areas of an empty table; undone with the open transaction. */
  public static TableMeta create(
      WriteContext context, TableDefinition definition, Types types, boolean system) {
    PageSpace space = context.space();
    RowLayout layout = new RowLayout(definition, types);
    int rowsArea = space.createArea();
    space.appendPage(rowsArea);
    List<IndexDefinition> indexes = TableIndexes.of(definition);
    int indexCount = indexes.size();
    int bytes = TableHeader.INDEXES_OFFSET + indexCount * TableHeader.INDEX_BYTES;
    long header = space.logged(rowsArea, 0, 0, bytes);
    Memory.putInt(header + TableHeader.FORMAT_OFFSET, TableHeader.FORMAT);
    Memory.putInt(header + TableHeader.TABLE_ID_OFFSET, definition.id());
    Memory.putInt(header + TableHeader.ROW_BYTES_OFFSET, layout.rowBytes());
    Memory.putInt(header + TableHeader.INDEX_COUNT_OFFSET, indexCount);
    Memory.putLong(header + TableHeader.KEY_SEED_OFFSET, context.hashSeed());
    for (int i = 0; i < indexCount; i++) {
      TableIndexes.create(space, indexes.get(i), layout, header, i);
    }
    if (layout.hasValues()) {
      Memory.putInt(header + TableHeader.VALUES_AREA_OFFSET, ValueHeap.create(space));
    }
    TableMeta meta = open(space, definition, types, system, rowsArea);
    Memory.putLong(header + TableHeader.END_OFFSET, meta.slot(1, 0));
    return meta;
  }

  /**
   * Opens a table whose header page is there.
   *
   * @throws IllegalArgumentException if the page is not the header of this table
   */
  public static TableMeta open(
      PageSpace space, TableDefinition definition, Types types, boolean system, int rowsArea) {
    long header = space.read(rowsArea, 0);
    RowLayout layout = new RowLayout(definition, types);
    if (Memory.getInt(header + TableHeader.FORMAT_OFFSET) != TableHeader.FORMAT
        || Memory.getInt(header + TableHeader.TABLE_ID_OFFSET) != definition.id()
        || Memory.getInt(header + TableHeader.ROW_BYTES_OFFSET) != layout.rowBytes()
        || layout.hasValues() != (TableHeader.valuesArea(header) != 0)
        || !TableIndexes.match(header, definition)) {
      throw new IllegalArgumentException(
          "area " + rowsArea + " does not hold table " + definition.name());
    }
    List<IndexMeta> indexes = TableIndexes.open(header, definition, layout);
    TableIndexes.requireTrees(space, indexes);
    return new TableMeta(definition, layout, system, rowsArea, indexes)
        .withValuesArea(TableHeader.valuesArea(header));
  }

  /** Returns the seed of the key hashes of the table in this area. */
  public static long keySeed(PageSpace space, int rowsArea) {
    return TableHeader.keySeed(space.read(rowsArea, 0));
  }

  /** Drops all areas of a table; undone with the open transaction. */
  public static void drop(WriteContext context, TableMeta table) {
    for (IndexMeta index : table.indexes()) {
      TableIndexes.drop(context.space(), index);
    }
    if (table.valuesArea() != 0) {
      context.space().dropArea(table.valuesArea());
    }
    context.space().dropArea(table.rowsArea());
  }
}
