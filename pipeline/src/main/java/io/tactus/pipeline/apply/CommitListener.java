package io.tactus.pipeline.apply;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.TableMeta;

/**
 * Is told what commits changed: {@code onCommit}, then the row changes, then the events. Threading:
 * applying thread.
 */
public interface CommitListener extends ChangeSink {
  /** A listener that wants nothing: replays. */
  CommitListener NONE =
      new CommitListener() {
        @Override
        public void onCommit(long sequence, long tick, Catalog catalog) {}

        @Override
        public void onChange(
            TableMeta table, ChangeOperation operation, long oldRow, long newRow) {}

        @Override
        public void onEvent(String topic, String json) {}
      };

  /**
   * A transaction commits; several of one tick come with the same sequence.
   *
   * @param catalog as the transaction leaves it; the rows it changed are of its tables
   */
  void onCommit(long sequence, long tick, Catalog catalog);

  /** A procedure emitted an event in the transaction that commits. */
  void onEvent(String topic, String json);
}
