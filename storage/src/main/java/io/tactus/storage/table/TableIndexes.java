package io.tactus.storage.table;

import io.tactus.storage.index.GridEntries;
import io.tactus.storage.index.HashIndex;
import io.tactus.storage.index.KeyFields;
import io.tactus.storage.index.OrderedEntries;
import io.tactus.storage.index.PostingEntries;
import io.tactus.storage.index.TreeEntries;
import io.tactus.storage.index.TreeIndex;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The indexes of a table in the order in which its header lists them: the primary key, the declared
 * ones in the order of their declaration, one for each reference.
 *
 * <p>Threading: tick thread only; cold.
 */
public final class TableIndexes {
  /** Name of the primary key's index. */
  public static final String PRIMARY = "primary";

  /** Begins the name of a reference's index; the field's name follows. */
  public static final String REFERENCE = "ref:";

  private TableIndexes() {}

  /** Returns the definitions of all indexes of a table, the primary key's first. */
  public static List<IndexDefinition> of(TableDefinition table) {
    List<IndexDefinition> all = new ArrayList<>();
    all.add(primary(table));
    all.addAll(table.indexes());
    for (Field field : table.fields()) {
      if (field.type().kind() == TypeKind.REF) {
        String name = REFERENCE + field.name();
        all.add(new IndexDefinition(name, List.of(field.name()), IndexKind.HASH, false));
      }
    }
    return all;
  }

  /** Returns the definition of the primary key's index. */
  public static IndexDefinition primary(TableDefinition table) {
    return new IndexDefinition(PRIMARY, table.primaryKey(), IndexKind.HASH, true);
  }

  /**
   * Makes the areas of an empty index and enters them in the table's header.
   *
   * @param header address of the header, whose list of indexes has been recorded for undo
   */
  static void create(
      PageSpace space, IndexDefinition index, RowLayout layout, long header, int position) {
    int area = space.createArea();
    int second = 0;
    if (index.kind() == IndexKind.HASH && index.unique()) {
      second = space.createArea();
      HashIndex.format(space, area, second, new KeyFields(layout, index.fields()));
    } else {
      TreeIndex.format(space, area, entries(index, layout, 0));
    }
    TableHeader.putAreas(header, position, area, second);
  }

  private static TreeEntries entries(IndexDefinition index, RowLayout layout, long seed) {
    return switch (index.kind()) {
      case HASH -> index.unique() ? null : new PostingEntries(layout, index.fields(), seed);
      case ORDERED -> new OrderedEntries(layout, index.fields());
      case GRID -> new GridEntries(layout, index.fields(), index.cell());
    };
  }

  /** Opens the indexes that a table's header lists. */
  static List<IndexMeta> open(long header, TableDefinition table, RowLayout layout) {
    long seed = TableHeader.keySeed(header);
    int declared = table.indexes().size();
    List<IndexDefinition> definitions = of(table);
    List<IndexMeta> indexes = new ArrayList<>();
    for (int i = 0; i < definitions.size(); i++) {
      IndexDefinition index = definitions.get(i);
      indexes.add(
          new IndexMeta(
              index.name(),
              i,
              index.kind(),
              index.unique(),
              i > declared,
              new KeyFields(layout, index.fields()),
              entries(index, layout, seed),
              seed,
              TableHeader.area(header, i),
              TableHeader.secondArea(header, i)));
    }
    return indexes;
  }

  /**
   * Checks that the trees are divided as this process divides them.
   *
   * @throws IllegalArgumentException if one is not
   */
  static void requireTrees(PageSpace space, List<IndexMeta> indexes) {
    for (IndexMeta index : indexes) {
      if (!index.isUniqueHash() && !TreeIndex.isFormatted(space, index.area(), index.entries())) {
        throw new IllegalArgumentException(
            "area " + index.area() + " does not hold the tree of index " + index.name());
      }
    }
  }

  /** Drops the areas of an index; undone with the open transaction. */
  static void drop(PageSpace space, IndexMeta index) {
    space.dropArea(index.area());
    if (index.secondArea() != 0) {
      space.dropArea(index.secondArea());
    }
  }

  /** Tells whether a header lists as many indexes as the table has. */
  static boolean match(long header, TableDefinition table) {
    return Memory.getInt(header + TableHeader.INDEX_COUNT_OFFSET) == of(table).size();
  }
}
