package io.tactus.storage.query;

import io.tactus.storage.page.Memory;
import io.tactus.storage.query.kernel.PageSelection;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.ScanCursor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * What a walk along a path needs: where the rows are, who takes them, what it may cost, and the
 * cursors. Reusable, so that walking allocates nothing. Threading: one thread.
 */
final class PathWalk {

  private final MemorySegment memory = Arena.ofAuto().allocate(SchemaLimits.MAX_KEY_BYTES, 8);
  private final ScanCursor scanCursor = new ScanCursor();
  private final PageCursor pageCursor = new PageCursor();
  private final PageSelection selection = new PageSelection();
  private final QueryWork work = new QueryWork();
  private RowSource source;
  private RowSink sink;

  /** Walks a path over the rows of a source; {@link #work()} must have begun. */
  void run(AccessPath path, RowSource newSource, RowSink newSink) {
    source = newSource;
    sink = newSink;
    path.walk(this);
  }

  /** Returns who takes the rows. */
  RowSink sink() {
    return sink;
  }

  /** Returns the account of what the walk costs. */
  QueryWork work() {
    return work;
  }

  /** Puts the scan cursor before the first row, if the whole scan may be paid for. */
  void beginScan(long testCost) {
    work.demand(source.rowCount(), testCost);
    source.scan(scanCursor);
  }

  /** Puts the page cursor before the first page, if rows stay as they are during the walk. */
  boolean beginPages() {
    return source.pages(pageCursor);
  }

  PageCursor pageCursor() {
    return pageCursor;
  }

  PageSelection selection() {
    return selection;
  }

  ScanCursor scanCursor() {
    return scanCursor;
  }

  /** Counts a row met by a scan. */
  void scanned(long testCost) {
    work.row(testCost);
  }

  /** Counts the rows of a page met by a scan. */
  void scanned(int rows, long testCost) {
    work.rows(rows, testCost);
  }

  /** Returns the slot of the row with a key image, or 0. */
  long lookUp(int index, byte[] image, long testCost) {
    work.row(testCost);
    Memory.putBytes(memory.address(), image, 0, image.length);
    return source.slotBy(index, memory.address());
  }

  long row(long slot) {
    return source.row(slot);
  }
}
