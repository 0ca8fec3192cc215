package io.tactus.storage.query;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.KeyFields;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.page.Memory;
import io.tactus.storage.query.kernel.PageSelection;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.value.ValueSource;
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
  private final OrderedCursor orderedCursor = new OrderedCursor();
  private final PostingCursor postingCursor = new PostingCursor();
  private final GridCursor gridCursor = new GridCursor();
  private final PageSelection selection = new PageSelection();
  private final QueryWork work;
  private RowSource source;
  private RowSink sink;

  /** Creates a walk whose cost is counted there. */
  PathWalk(QueryWork work) {
    this.work = work;
  }

  /** Walks a path over the rows of a source; {@link #work()} must have begun. */
  void run(AccessPath path, RowSource newSource, RowSink newSink) {
    source = newSource;
    sink = newSink;
    path.walk(this);
  }

  /** Returns how many rows a path leads to, if that can be told without reading them, or -1. */
  long count(AccessPath path, RowSource newSource) {
    source = newSource;
    return path.count(this);
  }

  /** Returns the number of rows of the table. */
  long rowCount() {
    return source.rowCount();
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
    work.demand(source.rowCount(), source.slotCount(), testCost);
    source.scan(scanCursor);
  }

  /** Puts the page cursor before the first page, if rows stay as they are during the walk. */
  boolean beginPages() {
    return source.pages(pageCursor);
  }

  /** Tells whether no slot of the table is free. */
  boolean isDense() {
    return source.rowCount() == source.slotCount();
  }

  /** Returns where the rows' values of variable length are. */
  ValueSource values() {
    return source.values();
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

  /** Counts the slots of a page met by a scan, live and free. */
  void scanned(int slots, long testCost) {
    work.rows(slots, testCost);
  }

  /** Returns the slot of the row with a key image, or 0. */
  long lookUp(int index, byte[] image, long testCost) {
    work.row(testCost);
    return source.slotBy(index, image(image));
  }

  /** Returns the address of a copy of a key image, valid until the next one. */
  long image(byte[] image) {
    Memory.putBytes(memory.address(), image, 0, image.length);
    return memory.address();
  }

  /** Returns the fields of an index. */
  KeyFields key(int index) {
    return source.meta().indexes().get(index).key();
  }

  /** Returns the cursor of ordered indexes, pointed at one. */
  OrderedCursor ordered(int index) {
    return source.ordered(index, orderedCursor);
  }

  /** Returns the cursor of hash indexes that are not unique, pointed at one. */
  PostingCursor posting(int index) {
    return source.posting(index, postingCursor);
  }

  /** Returns the cursor of grid indexes, pointed at one. */
  GridCursor grid(int index) {
    return source.grid(index, gridCursor);
  }

  /** Returns the row an entry of an index leads to, and counts it. */
  long met(long slot, long testCost) {
    work.reached(testCost);
    return source.row(slot);
  }

  long row(long slot) {
    return source.row(slot);
  }
}
