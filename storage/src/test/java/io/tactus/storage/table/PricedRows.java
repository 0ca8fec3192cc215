package io.tactus.storage.table;

import io.tactus.storage.TableBuilder;
import io.tactus.storage.row.RowDraft;

/** Rows with a price, a place and, some of them, a note, all made of their ids. Stateless. */
final class PricedRows {
  private PricedRows() {}

  /** The fields of a table of them; a test adds the indexes it wants, and the key. */
  static TableBuilder table(String name) {
    return TableBuilder.table(name)
        .field("id", "u64")
        .field("price", "i64")
        .field("at", "f32[2]")
        .nullable("note", "text");
  }

  static long priceOf(long id) {
    return id % 13;
  }

  /** Inserts a row; every fourth id has a note of less than so many characters. */
  static void insert(Table table, RowDraft draft, long id, int noteCharacters) {
    draft.reset(table.layout());
    draft.setLong(0, id);
    draft.setLong(1, priceOf(id));
    draft.setDouble(2, (double) (id % 100));
    draft.setDouble(3, (double) (id % 70));
    if (id % 4 == 0) {
      draft.setString(4, "n".repeat((int) (id % noteCharacters)));
    }
    table.insert(draft);
  }
}
