package io.tactus.storage.model;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.page.Version;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.value.ValueSource;

/** What can be read of a table, from the working state or from a version. */
public interface TableView {
  TableMeta meta();

  long rowCount();

  long hash();

  long findBy(int index, long key);

  void scan(ScanCursor cursor);

  long row(long slot);

  ValueSource values();

  OrderedCursor ordered(int index);

  PostingCursor posting(int index);

  GridCursor grid(int index);

  static TableView of(Table table) {
    return new TableView() {
      @Override
      public TableMeta meta() {
        return table.meta();
      }

      @Override
      public long rowCount() {
        return table.rowCount();
      }

      @Override
      public long hash() {
        return table.hash();
      }

      @Override
      public long findBy(int index, long key) {
        return table.findBy(index, key);
      }

      @Override
      public void scan(ScanCursor cursor) {
        table.scan(cursor);
      }

      @Override
      public long row(long slot) {
        return table.rowAddress(slot);
      }

      @Override
      public OrderedCursor ordered(int index) {
        return table.ordered(index, new OrderedCursor());
      }

      @Override
      public ValueSource values() {
        return table;
      }

      @Override
      public PostingCursor posting(int index) {
        return table.posting(index, new PostingCursor());
      }

      @Override
      public GridCursor grid(int index) {
        return table.grid(index, new GridCursor());
      }
    };
  }

  static TableView of(Version version, TableMeta meta) {
    TableReader reader = new TableReader().bind(version, meta);
    return new TableView() {
      @Override
      public TableMeta meta() {
        return meta;
      }

      @Override
      public long rowCount() {
        return reader.rowCount();
      }

      @Override
      public long hash() {
        return reader.hash();
      }

      @Override
      public long findBy(int index, long key) {
        return reader.findBy(index, key);
      }

      @Override
      public void scan(ScanCursor cursor) {
        reader.scan(cursor);
      }

      @Override
      public long row(long slot) {
        return reader.row(slot);
      }

      @Override
      public OrderedCursor ordered(int index) {
        return reader.ordered(index, new OrderedCursor());
      }

      @Override
      public ValueSource values() {
        return reader;
      }

      @Override
      public PostingCursor posting(int index) {
        return reader.posting(index, new PostingCursor());
      }

      @Override
      public GridCursor grid(int index) {
        return reader.grid(index, new GridCursor());
      }
    };
  }
}
