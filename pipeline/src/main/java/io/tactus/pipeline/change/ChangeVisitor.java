package io.tactus.pipeline.change;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.TableMeta;

/** Takes changes from a {@link ChangeReader}. */
public interface ChangeVisitor {
  /**
   * One changed row.
   *
   * @param table as it was when the row changed: the images are of its layout
   * @param oldRow address of the old row image, or 0; valid during the call
   * @param newRow address of the new row image, or 0; valid during the call
   */
  void onChange(
      long sequence,
      long tick,
      TableMeta table,
      ChangeOperation operation,
      long oldRow,
      long newRow);

  /**
   * The schema is another from here on; comes before the rows of its commit.
   *
   * @param before all tables until then, or null if that is not known any more
   * @param after all tables from then on
   */
  void onSchema(long sequence, long tick, Catalog before, Catalog after);

  /** An event emitted by a procedure. */
  void onEvent(long sequence, long tick, String topic, String json);

  /** The commit whose changes came just now is complete. */
  void onCommit(long sequence, long tick);
}
