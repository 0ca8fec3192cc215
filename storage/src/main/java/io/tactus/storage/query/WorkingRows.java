package io.tactus.storage.query;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.value.ValueSource;
import java.util.function.IntFunction;

/** The rows of a working state, at the expense of the command. Threading: the state's owner. */
final class WorkingRows implements RowSource {

  private Table table;
  private IntFunction<Table> tables;

  /** Points at a table whose relations nobody follows. */
  WorkingRows bind(Table newTable) {
    return bind(newTable, null);
  }

  /**
   * Points at a table.
   *
   * @param newTables finds the others of the working state by their id
   */
  WorkingRows bind(Table newTable, IntFunction<Table> newTables) {
    table = newTable;
    tables = newTables;
    return this;
  }

  @Override
  public RowSource related(TableMeta other) {
    return new WorkingRows().bind(tables.apply(other.id()), tables);
  }

  @Override
  public TableMeta meta() {
    return table.meta();
  }

  @Override
  public RowLayout layout() {
    return table.layout();
  }

  @Override
  public long rowCount() {
    return table.rowCount();
  }

  @Override
  public long slotCount() {
    return table.slotCount();
  }

  @Override
  public long slotBy(int index, long keyAddress) {
    return table.slotBy(index, keyAddress);
  }

  @Override
  public long row(long slot) {
    return table.rowAddress(slot);
  }

  @Override
  public OrderedCursor ordered(int index, OrderedCursor cursor) {
    return table.ordered(index, cursor);
  }

  @Override
  public PostingCursor posting(int index, PostingCursor cursor) {
    return table.posting(index, cursor);
  }

  @Override
  public GridCursor grid(int index, GridCursor cursor) {
    return table.grid(index, cursor);
  }

  @Override
  public void scan(ScanCursor cursor) {
    table.scan(cursor);
  }

  @Override
  public ValueSource values() {
    return table;
  }

  @Override
  public boolean pages(PageCursor cursor) {
    return false;
  }
}
