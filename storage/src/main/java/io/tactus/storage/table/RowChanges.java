package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.GrowingMemory;
import io.tactus.storage.row.RowImages;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.util.Arrays;

/**
 * The row changes of the open transaction: old and new detached images off heap, in order.
 *
 * <p>Images are copied when the change is made, because a later operation of the same command may
 * change the row again. Bounded: more bytes than the limit is a rejection, the same on replay.
 *
 * <p>Threading: tick thread only.
 */
public final class RowChanges implements AutoCloseable {
  private static final int INITIAL_CHANGES = 256;
  private static final long INITIAL_BYTES = 64 * 1024;

  private final GrowingMemory memory;
  private final long maxBytes;
  private final ValueView view = new ValueView();
  private TableMeta[] tables = new TableMeta[INITIAL_CHANGES];
  private ChangeOperation[] operations = new ChangeOperation[INITIAL_CHANGES];
  private long[] starts = new long[INITIAL_CHANGES];
  private int count;
  private long usedBytes;

  /** Creates an empty list of at most {@code maxBytes} of row images. */
  public RowChanges(long maxBytes) {
    this.maxBytes = maxBytes;
    memory = new GrowingMemory(INITIAL_BYTES, maxBytes);
  }

  /** Returns the number of changes; also a mark for {@link #rollbackTo}. */
  public int count() {
    return count;
  }

  /** Returns the bytes of row images that may still be added. */
  public long freeBytes() {
    return maxBytes - usedBytes;
  }

  /** Forgets the changes made since {@link #count()} was {@code mark}. */
  public void rollbackTo(int mark) {
    if (mark < count) {
      usedBytes = starts[mark];
      count = mark;
    }
  }

  /** Forgets everything. */
  public void clear() {
    count = 0;
    usedBytes = 0;
  }

  /**
   * Adds a change.
   *
   * @param oldRow address of the old row, 0 for an insert
   * @param newRow address of the new row, 0 for a delete
   * @param source where the values of both are
   */
  void add(
      TableMeta table, ChangeOperation operation, long oldRow, long newRow, ValueSource source) {
    if (table.isSystem()) {
      return;
    }
    RowLayout layout = table.layout();
    long needed = usedBytes + imageBytes(layout, oldRow) + imageBytes(layout, newRow);
    if (!memory.reserve(needed)) {
      throw new Rejection(
              RejectionCode.WORK_BUDGET,
              "the command changes more than " + maxBytes + " bytes of rows")
          .at(table.name(), "");
    }
    if (count == tables.length) {
      tables = Arrays.copyOf(tables, count * 2);
      operations = Arrays.copyOf(operations, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
    }
    tables[count] = table;
    operations[count] = operation;
    starts[count] = usedBytes;
    count++;
    long to = memory.address() + usedBytes;
    if (oldRow != 0) {
      to += RowImages.detach(layout, oldRow, source, to, view);
    }
    if (newRow != 0) {
      RowImages.detach(layout, newRow, source, to, view);
    }
    usedBytes = needed;
  }

  private static int imageBytes(RowLayout layout, long row) {
    return row == 0 ? 0 : layout.imageBytes(row);
  }

  /** Returns the table of a change, as it was when the row changed. */
  public TableMeta table(int change) {
    return tables[change];
  }

  /** Returns what a change did. */
  public ChangeOperation operation(int change) {
    return operations[change];
  }

  /** Returns the address of a change's old row, 0 for an insert; valid until the next change. */
  public long oldRow(int change) {
    return operations[change] == ChangeOperation.INSERT ? 0 : memory.address() + starts[change];
  }

  /** Returns the address of a change's new row, 0 for a delete; valid until the next change. */
  public long newRow(int change) {
    long first = memory.address() + starts[change];
    return switch (operations[change]) {
      case INSERT -> first;
      case UPDATE -> first + tables[change].layout().imageBytes(first);
      case DELETE -> 0;
    };
  }

  /** Shows all changes to the sink, in order. */
  public void forEach(ChangeSink sink) {
    for (int i = 0; i < count; i++) {
      sink.onChange(tables[i], operations[i], oldRow(i), newRow(i));
    }
  }

  @Override
  public void close() {
    memory.close();
  }
}
