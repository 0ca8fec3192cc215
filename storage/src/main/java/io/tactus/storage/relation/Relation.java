package io.tactus.storage.relation;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowColumn;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.table.TableMeta;

/**
 * One ref field of a table, seen from both ends.
 *
 * <p>The bytes of the field in a row are the key image of the row it refers to, so a look-up needs
 * no copy. Threading: immutable.
 */
public final class Relation {
  private final TableMeta table;
  private final RowColumn column;
  private final TableMeta target;
  private final int index;

  Relation(TableMeta table, RowColumn column, TableMeta target, int index) {
    this.table = table;
    this.column = column;
    this.target = target;
    this.index = index;
  }

  /** Returns the table whose rows refer. */
  public TableMeta table() {
    return table;
  }

  /** Returns the ref field. */
  public RowColumn column() {
    return column;
  }

  /** Returns the table whose rows are referred to; may be the same. */
  public TableMeta target() {
    return target;
  }

  /** Returns what becomes of a referring row when its target is deleted. */
  public OnDelete onDelete() {
    return column.definition().onDelete();
  }

  /** Returns the position of the internal reference index among {@link TableMeta#indexes()}. */
  public int index() {
    return index;
  }

  /** Tells whether a row of {@link #table()} refers to nothing. */
  boolean isNull(long row) {
    return column.isNull(row);
  }

  /** Returns the address of the key image of the row that a row refers to. */
  long keyIn(long row) {
    return row + column.offset();
  }

  /** Tells whether a row refers to the row with this key. */
  boolean refersTo(long row, long keyAddress) {
    return !isNull(row) && Memory.compare(keyIn(row), keyAddress, column.sizeBytes()) == 0;
  }

  /** Tells whether two rows refer to the same row, or both to none. */
  boolean sameTarget(long leftRow, long rightRow) {
    // A null is all zero, and so may be a key.
    return isNull(leftRow) == isNull(rightRow)
        && Memory.compare(keyIn(leftRow), keyIn(rightRow), column.sizeBytes()) == 0;
  }

  @Override
  public String toString() {
    return table.name() + "." + column.name() + " → " + target.name();
  }
}
