package io.tactus.perf.storage;

import io.tactus.storage.page.Memory;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableReader;
import org.agrona.UnsafeApi;

/** The rows of a table one behind the other in one buffer: nothing but the bytes, nothing free. */
final class FlatRows implements AutoCloseable {
  final int rowBytes;
  final long rows;
  final long base;

  /** Copies the rows of a table. */
  FlatRows(TableReader table) {
    rowBytes = table.layout().rowBytes();
    rows = table.rowCount();
    base = UnsafeApi.allocateMemory(rows * rowBytes);
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    for (long to = base; cursor.next(); to += rowBytes) {
      Memory.copy(cursor.address(), to, rowBytes);
    }
  }

  @Override
  public void close() {
    UnsafeApi.freeMemory(base);
  }
}
