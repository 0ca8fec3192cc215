package io.tactus.storage.model;

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
    };
  }
}
