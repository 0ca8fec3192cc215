package io.tactus.storage;

import io.tactus.storage.row.RowDraft;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.transaction.Transaction;
import java.util.function.LongUnaryOperator;

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
    return fill(store, rows, LongUnaryOperator.identity());
  }

  /**
   * As above, with rows in another order.
   *
   * @param ids the id of the nth row, n from 1
   */
  public static TableMeta fill(Store store, int rows, LongUnaryOperator ids) {
    Transaction transaction = store.transaction().begin(1);
    TableMeta meta = transaction.createTable(TableBuilder.pairs("pairs"));
    transaction.commit(ChangeSink.NONE);
    Table table = store.table(meta.id());
    RowDraft draft = new RowDraft();
    for (int row = 1; row <= rows; row++) {
      if (!transaction.isOpen()) {
        transaction.begin(1 + row);
      }
      long id = ids.applyAsLong(row);
      draft.reset(meta.layout());
      draft.setLong(0, id);
      draft.setLong(1, id * 31L);
      table.insert(draft);
      if (row % ROWS_PER_COMMAND == 0) {
        transaction.commit(ChangeSink.NONE);
        store.publish(1 + row, 0, 0);
      }
    }
    return meta;
  }
}
