package io.tactus.storage.alteration;

import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.table.RowValues;
import io.tactus.storage.value.ValueView;

/**
 * The values of variable length of the rows before and after a change. Both lie in one area, unless
 * the table had none or is to have none.
 *
 * <p>Threading: one thread.
 */
final class ValueMoves {
  private final ValueView view = new ValueView();
  private RowValues before;
  private RowValues after;

  void use(RowValues newBefore, RowValues newAfter) {
    before = newBefore;
    after = newAfter;
  }

  /** Reads the value of an old row into an array that has room for it, and returns its bytes. */
  int read(RowField source, long oldRow, byte[] target) {
    return view.wrap(before, oldRow, source.offset()).copyTo(target, 0);
  }

  /**
   * Stores the value of a draft's field, takes it out of there, and tells the new row its place.
   */
  void store(RowField target, RowDraft draft, long newRow) {
    after.store(target, draft.rowAddress(), newRow);
    draft.clear(target.ordinal());
  }

  /** Takes back a value that the new row does not have; with the last field goes all its area. */
  void drop(RowField source, long oldRow) {
    after.drop(source, oldRow);
  }
}
