package io.tactus.storage.table;

/**
 * What other tables demand of a row's change. A table asks within its own all or nothing, when the
 * change is made and in {@link RowChanges}: what is refused here is taken back like any refusal,
 * with everything that was done on its behalf in other tables.
 *
 * <p>Threading: tick thread only (or the thread that owns the fork).
 */
public interface RowRules {

  /** Nothing is demanded of anybody. */
  RowRules NONE =
      new RowRules() {
        @Override
        public boolean concern(TableMeta table) {
          return false;
        }

        @Override
        public void inserted(int change) {}

        @Override
        public void updated(int change) {}

        @Override
        public void deleted(int change) {}
      };

  /**
   * Tells whether anything may be demanded of a table's rows. Tables keep the answer until {@link
   * WriteContext#setRules} is called again, so that others pay nothing but a comparison.
   */
  boolean concern(TableMeta table);

  /**
   * A row was inserted.
   *
   * @param change its number in {@link RowChanges}: the last one
   * @throws io.tactus.storage.Rejection REFERENCE, WORK_BUDGET
   */
  void inserted(int change);

  /**
   * A row was changed; as {@link #inserted}.
   *
   * @throws io.tactus.storage.Rejection REFERENCE, WORK_BUDGET
   */
  void updated(int change);

  /**
   * A row was deleted; may delete and change rows of any table, this one included.
   *
   * @throws io.tactus.storage.Rejection REFERENCE, WORK_BUDGET, MEMORY_LIMIT
   */
  void deleted(int change);
}
