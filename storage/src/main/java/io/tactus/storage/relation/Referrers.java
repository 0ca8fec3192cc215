package io.tactus.storage.relation;

import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.WorkBudget;

/**
 * Walks the rows of the working state that refer to a key by one relation, in the order of their
 * slots: {@code seek}, then {@code while (next()) slot()}. The row met last may be changed or
 * deleted before the next step. The look-up and each index entry cost 1.
 *
 * <p>Threading: the owner of the working state only. Reusable.
 */
final class Referrers {
  private final PostingCursor cursor = new PostingCursor();
  private Relation relation;
  private Table table;
  private long key;

  /**
   * Puts the walk before the first row.
   *
   * @param referring the working table of {@link Relation#table()}
   * @param keyAddress the key image; stays as it is until the walk is over
   */
  void seek(Relation newRelation, Table referring, long keyAddress, WorkBudget budget) {
    relation = newRelation;
    table = referring;
    key = keyAddress;
    budget.scanned(1);
    referring.posting(newRelation.index(), cursor);
    cursor.seek(keyAddress);
  }

  /** Moves to the next row that refers to the key; false if there is none. */
  boolean next() {
    while (cursor.next()) {
      // The index knows 32 bits of the key's hash.
      if (relation.refersTo(table.rowAddress(cursor.slot()), key)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the slot of the row. */
  long slot() {
    return cursor.slot();
  }
}
