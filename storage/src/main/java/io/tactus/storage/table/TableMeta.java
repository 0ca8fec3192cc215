package io.tactus.storage.table;

import io.tactus.storage.index.RowPlaces;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;

/**
 * A table as one catalog knows it: its definition, the layout of its rows and the areas it lies in.
 *
 * <p>A <em>slot</em> names a row for as long as it lives: {@code 1 + (page - 1) * rowsPerPage + row
 * in page}. Slots are dense, so that they, and with them all index entries, mean the same whatever
 * the rows' width; page 0 of the rows area is the header, and slot 0 stands for none.
 *
 * <p>Threading: immutable.
 */
public final class TableMeta implements RowPlaces {
  private final TableDefinition definition;
  private final RowLayout layout;
  private final boolean system;
  private final int rowsArea;
  private final int valuesArea;
  private final List<IndexMeta> indexes;
  private final IndexMeta primary;
  private final long layoutVersion;
  private final long hashSeed;
  private final int rowBytes;
  private final int rowsPerPage;

  /** ceil(2^63 / rowsPerPage): the high half of a product with it divides, see {@link #pages}. */
  private final long reciprocal;

  /** Creates the description of a table; {@code indexes} begins with the primary key. */
  public TableMeta(
      TableDefinition definition,
      RowLayout layout,
      boolean system,
      int rowsArea,
      List<IndexMeta> indexes) {
    this(definition, layout, system, rowsArea, 0, indexes, 0);
  }

  private TableMeta(
      TableDefinition definition,
      RowLayout layout,
      boolean system,
      int rowsArea,
      int valuesArea,
      List<IndexMeta> indexes,
      long layoutVersion) {
    this.layoutVersion = layoutVersion;
    this.definition = definition;
    this.layout = layout;
    this.system = system;
    this.rowsArea = rowsArea;
    this.valuesArea = valuesArea;
    this.indexes = List.copyOf(indexes);
    this.primary = this.indexes.get(0);
    this.hashSeed = StateHash.tableSeed(definition.id());
    this.rowBytes = layout.rowBytes();
    this.rowsPerPage = layout.rowsPerPage();
    this.reciprocal = Long.divideUnsigned(Long.MIN_VALUE + rowsPerPage - 1, rowsPerPage);
  }

  /** Returns a copy that says which schema change last changed what its fields are. */
  public TableMeta withLayoutVersion(long version) {
    return new TableMeta(definition, layout, system, rowsArea, valuesArea, indexes, version);
  }

  /** Returns a copy whose values of variable length lie in this area. */
  public TableMeta withValuesArea(int area) {
    return new TableMeta(definition, layout, system, rowsArea, area, indexes, layoutVersion);
  }

  /**
   * Returns the schema version at which the fields last became others than they were, 0 if they are
   * as the table was created with. A command that was encoded for an older schema may mean
   * something else now and must be refused.
   */
  public long layoutVersion() {
    return layoutVersion;
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
  @Override
  public int rowsArea() {
    return rowsArea;
  }

  /** Returns the area of values of variable length, 0 if the rows have none. */
  public int valuesArea() {
    return valuesArea;
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
  public long page(long slot) {
    return 1 + pages(slot - 1, reciprocal);
  }

  /** Returns how many whole pages so many rows are, given the {@link #reciprocal} of a table. */
  static long pages(long rows, long reciprocal) {
    // The reciprocal is too large by less than rowsPerPage / 2^63 of itself, which for less than
    // 2^33 rows does not reach the next whole number (Granlund and Montgomery, 1994).
    return Math.unsignedMultiplyHigh(rows << 1, reciprocal);
  }

  @Override
  public int offset(long slot) {
    return row(slot) * rowBytes;
  }

  @Override
  public int rowBytes() {
    return rowBytes;
  }

  /** Returns the slot of a row in a page. */
  long slot(long page, int row) {
    return 1 + (page - 1) * rowsPerPage + row;
  }

  /** Returns the row of a slot within its page. */
  int row(long slot) {
    return (int) (slot - 1 - (page(slot) - 1) * rowsPerPage);
  }

  /** Returns by what {@link #pages} divides. */
  long reciprocal() {
    return reciprocal;
  }

  /** Returns how many rows lie in a page. */
  int rowsPerPage() {
    return rowsPerPage;
  }

  /** Returns how many slots lie before {@code end}. */
  long slotsBefore(long end) {
    return end - 1;
  }

  @Override
  public String toString() {
    return "table " + name() + " (id " + id() + ")";
  }
}
