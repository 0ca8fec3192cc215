package io.tactus.storage.table;

import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;

/**
 * A table as one catalog knows it: its definition, the layout of its rows and the areas it lies in.
 *
 * <p>Threading: immutable.
 */
public final class TableMeta {
  private final TableDefinition definition;
  private final RowLayout layout;
  private final boolean system;
  private final int rowsArea;
  private final List<IndexMeta> indexes;
  private final IndexMeta primary;
  private final long hashSeed;

  /** Creates the description of a table; {@code indexes} begins with the primary key. */
  public TableMeta(
      TableDefinition definition,
      RowLayout layout,
      boolean system,
      int rowsArea,
      List<IndexMeta> indexes) {
    this.definition = definition;
    this.layout = layout;
    this.system = system;
    this.rowsArea = rowsArea;
    this.indexes = List.copyOf(indexes);
    this.primary = this.indexes.get(0);
    this.hashSeed = StateHash.tableSeed(definition.id());
  }

  /** Returns the table's id, never reused. */
  public int id() {
    return definition.id();
  }

  /** Returns the table's name. */
  public String name() {
    return definition.name();
  }

  /** Returns the definition with all ids assigned. */
  public TableDefinition definition() {
    return definition;
  }

  /** Returns the layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** Tells a system table ({@code _…}); its changes are not handed to the change log. */
  public boolean isSystem() {
    return system;
  }

  /** Returns the area of header page and rows. */
  public int rowsArea() {
    return rowsArea;
  }

  /** Returns all indexes, the primary key first. */
  public List<IndexMeta> indexes() {
    return indexes;
  }

  /** Returns the index of the primary key. */
  public IndexMeta primary() {
    return primary;
  }

  /** Returns the seed of this table's part of the state hash. */
  public long hashSeed() {
    return hashSeed;
  }

  @Override
  public String toString() {
    return "table " + name() + " (id " + id() + ")";
  }
}
