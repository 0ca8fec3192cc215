package io.tactus.storage.model;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.page.Version;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;

/** What can be read of a table, from the working state or from a version. */
interface TableView {
  TableMeta meta();

  long rowCount();

  long hash();

  long findBy(int index, long key);

  void scan(ScanCursor cursor);

  long row(long slot);

  void ordered(int index, OrderedCursor cursor);

  void posting(int index, PostingCursor cursor);

  void grid(int index, GridCursor cursor);

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
      public void ordered(int index, OrderedCursor cursor) {
        table.ordered(index, cursor);
      }

      @Override
      public void posting(int index, PostingCursor cursor) {
        table.posting(index, cursor);
      }

      @Override
      public void grid(int index, GridCursor cursor) {
        table.grid(index, cursor);
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
      public void ordered(int index, OrderedCursor cursor) {
        reader.ordered(index, cursor);
      }

      @Override
      public void posting(int index, PostingCursor cursor) {
        reader.posting(index, cursor);
      }

      @Override
      public void grid(int index, GridCursor cursor) {
        reader.grid(index, cursor);
      }
    };
  }
}
