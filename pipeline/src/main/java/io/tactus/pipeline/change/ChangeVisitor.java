package io.tactus.pipeline.change;

import io.tactus.storage.table.ChangeOperation;

/** Takes changes from a {@link ChangeReader}. */
public interface ChangeVisitor {
  /**
   * One changed row.
   *
   * @param schemaVersion the schema that the table id and the images belong to
   * @param oldRow address of the old row image, or 0; valid during the call
   * @param newRow address of the new row image, or 0; valid during the call
   */
  void onChange(
      long sequence,
      long tick,
      long schemaVersion,
      int tableId,
      ChangeOperation operation,
      long oldRow,
      long newRow);

  /** An event emitted by a procedure. */
  void onEvent(long sequence, long tick, String topic, String json);

  /** The commit whose changes came just now is complete. */
  void onCommit(long sequence, long tick);
}
