package io.tactus.storage.parallel;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.BulkChange;
import io.tactus.storage.table.RowHasher;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.value.ValueSource;
import org.agrona.UnsafeApi;

/**
 * The new rows of one range, in slot order, in memory of its own.
 *
 * <pre>
 *   entry: | slot i64 | row image, padded to 8 |
 * </pre>
 *
 * <p>Bounded by the pages of a range. Threading: the thread that runs the range, then the writer.
 */
public final class RangeChanges implements AutoCloseable {

  private static final int IMAGE_OFFSET = Long.BYTES;
  private static final long FIRST_BYTES = 4096;

  private final TableMeta meta;
  private final ValueSource values;
  private final RowHasher hasher = new RowHasher();
  private final int rowBytes;
  private final int entryBytes;
  private long base;
  private long capacity;
  private long used;
  private long hashDifference;

  RangeChanges(TableMeta meta, ValueSource values) {
    this.meta = meta;
    this.values = values;
    this.rowBytes = meta.layout().rowBytes();
    this.entryBytes = IMAGE_OFFSET + ((rowBytes + 7) & -8);
  }

  /**
   * Takes a row's new image, unless its contents are those of the old row.
   *
   * @param slot above those taken before
   * @param oldRow the row in its page
   * @param newRow its whole new image, with the old row's values of variable length; the header
   *     does not matter
   */
  public void replace(long slot, long oldRow, long newRow) {
    int contents = RowLayout.HEADER_BYTES;
    if (Memory.compare(oldRow + contents, newRow + contents, rowBytes - contents) == 0) {
      return;
    }
    if (used + entryBytes > capacity) {
      capacity = Math.max(FIRST_BYTES + entryBytes, 2 * capacity);
      base = UnsafeApi.reallocateMemory(base, capacity);
    }
    long entry = base + used;
    Memory.putLong(entry, slot);
    Memory.copy(newRow, entry + IMAGE_OFFSET, rowBytes);
    used += entryBytes;
    hashDifference +=
        hasher.ofRow(meta.hashSeed(), meta.layout(), newRow, values)
            - hasher.ofRow(meta.hashSeed(), meta.layout(), oldRow, values);
  }

  /** Returns how many rows change. */
  public long count() {
    return used / entryBytes;
  }

  /** Returns the bytes of old and new rows. */
  long changeBytes() {
    return 2L * rowBytes * count();
  }

  /** Returns the sum of new less old hashes of the rows. */
  long hashDifference() {
    return hashDifference;
  }

  /** Writes all rows, on the writer's thread. */
  void applyTo(BulkChange change) {
    for (long at = base; at < base + used; at += entryBytes) {
      change.replace(Memory.getLong(at), at + IMAGE_OFFSET);
    }
  }

  @Override
  public void close() {
    if (base != 0) {
      UnsafeApi.freeMemory(base);
      base = 0;
      capacity = 0;
      used = 0;
    }
  }
}
