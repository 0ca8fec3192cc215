package io.tactus.storage.query;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.value.ValueSource;

/** The rows of a pinned version. Reusable. Threading: one thread. */
final class VersionRows implements RowSource {

  private TableReader reader;

  VersionRows bind(TableReader newReader) {
    reader = newReader;
    return this;
  }

  @Override
  public RowSource related(TableMeta table) {
    return new VersionRows().bind(new TableReader().bind(reader.version(), table));
  }

  @Override
  public TableMeta meta() {
    return reader.meta();
  }

  @Override
  public RowLayout layout() {
    return reader.layout();
  }

  @Override
  public long rowCount() {
    return reader.rowCount();
  }

  @Override
  public long slotCount() {
    return reader.slotCount();
  }

  @Override
  public long slotBy(int index, long keyAddress) {
    return reader.slotBy(index, keyAddress);
  }

  @Override
  public long row(long slot) {
    return reader.row(slot);
  }

  @Override
  public OrderedCursor ordered(int index, OrderedCursor cursor) {
    return reader.ordered(index, cursor);
  }

  @Override
  public PostingCursor posting(int index, PostingCursor cursor) {
    return reader.posting(index, cursor);
  }

  @Override
  public GridCursor grid(int index, GridCursor cursor) {
    return reader.grid(index, cursor);
  }

  @Override
  public ValueSource values() {
    return reader;
  }

  @Override
  public void scan(ScanCursor cursor) {
    reader.scan(cursor);
  }

  @Override
  public boolean pages(PageCursor cursor) {
    reader.pages(cursor);
    return true;
  }
}
