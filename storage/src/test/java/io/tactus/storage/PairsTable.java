package io.tactus.storage;

import io.tactus.storage.row.RowDraft;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.transaction.Transaction;

/** The table {@link TableBuilder#pairs} with as many rows as a test wants. */
public final class PairsTable {
  private static final int ROWS_PER_COMMAND = 1000;

  private PairsTable() {}

  /**
   * Makes the table in an empty store and publishes it.
   *
   * @param rows their ids are 1 to this; a multiple of 1,000
   */
  public static TableMeta fill(Store store, int rows) {
    Transaction transaction = store.transaction().begin(1);
    TableMeta meta = transaction.createTable(TableBuilder.pairs("pairs"));
    transaction.commit(ChangeSink.NONE);
    Table table = store.table(meta.id());
    RowDraft draft = new RowDraft();
    for (int id = 1; id <= rows; id++) {
      if (!transaction.isOpen()) {
        transaction.begin(1 + id);
      }
      draft.reset(meta.layout());
      draft.setLong(0, id);
      draft.setLong(1, id * 31L);
      table.insert(draft);
      if (id % ROWS_PER_COMMAND == 0) {
        transaction.commit(ChangeSink.NONE);
        store.publish(1 + id, 0, 0);
      }
    }
    return meta;
  }
}
