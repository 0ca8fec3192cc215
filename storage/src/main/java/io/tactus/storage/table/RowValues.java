package io.tactus.storage.table;

import io.tactus.storage.Rejection;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.value.ValueDescriptor;
import io.tactus.storage.value.ValueHeap;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;

/**
 * The values of variable length of a table's rows, in the working state: text, bytes, json.
 *
 * <p>A row being written is an image whose descriptors are either those of the row's present values
 * or detached ones. {@link #settle} makes such an image of what a draft says; {@link #store} puts
 * what is detached into the table's heap, {@link #release} takes back what is no longer referred
 * to. For a table without such fields everything here does nothing.
 *
 * <p>Threading: tick thread only (or the thread that owns the fork).
 */
public final class RowValues implements ValueSource {
  private final TableMeta meta;
  private final RowLayout layout;
  private final ValueHeap heap;
  private final RowHasher hasher = new RowHasher();
  private final ValueView left = new ValueView();
  private final ValueView right = new ValueView();

  RowValues(PageSpace space, TableMeta meta) {
    this.meta = meta;
    this.layout = meta.layout();
    this.heap = meta.valuesArea() == 0 ? null : new ValueHeap(space, meta.valuesArea());
  }

  @Override
  public long valuesPage(long page) {
    return heap.valuesPage(page);
  }

  /** Returns the part of the state hash that a row makes up, whether stored or an image. */
  long hashOf(long row) {
    return hasher.ofRow(meta.hashSeed(), layout, row, this);
  }

  /**
   * Completes the new image of a row to which a draft has been applied: a value that is the same as
   * before keeps its place, others are put behind the image.
   *
   * @param old the present row
   * @param next its new image, in memory with room for all values of a row
   * @throws Rejection INVALID_VALUE {@code value_too_long} if they are too long together
   */
  void settle(long old, long next, RowDraft draft) {
    int end = layout.rowBytes();
    for (int i = 0; i < layout.valueFieldCount(); i++) {
      RowField field = layout.valueField(i);
      if (draft.isPresent(field.ordinal())) {
        end = settle(field, old, next, draft.rowAddress(), end);
      }
    }
    if (layout.imageBytes(next) - layout.rowBytes() > SchemaLimits.MAX_ROW_VALUE_BYTES) {
      throw RowDraft.valuesTooLong(layout);
    }
  }

  private int settle(RowField field, long old, long next, long image, int end) {
    int offset = field.offset();
    left.wrap(this, old, offset);
    right.wrap(DETACHED, image, offset);
    int length = right.lengthBytes();
    if (left.lengthBytes() == length && ValueView.compare(left, right) == 0) {
      Memory.copy(old + offset, next + offset, ValueDescriptor.BYTES);
      return end;
    }
    ValueDescriptor.putDetached(next + offset, length, end);
    if (length > 0) {
      Memory.copy(right.whole(), next + end, length);
    }
    return end + length;
  }

  /**
   * Stores the values of an image and writes where they lie into the row.
   *
   * @param row a copy of the image in its page, open for writing
   * @throws Rejection MEMORY_LIMIT, WORK_BUDGET
   */
  void store(long image, long row) {
    for (int i = 0; i < layout.valueFieldCount(); i++) {
      int offset = layout.valueField(i).offset();
      if (ValueDescriptor.isDetached(image + offset)) {
        int length = ValueDescriptor.length(image + offset);
        long value = image + ValueDescriptor.locator(image + offset);
        ValueDescriptor.put(row + offset, length, heap.store(value, length));
      }
    }
  }

  /**
   * Takes back the values of a row that its new image does not have any more; before the image is
   * written over the row.
   */
  void release(long row, long image) {
    for (int i = 0; i < layout.valueFieldCount(); i++) {
      int offset = layout.valueField(i).offset();
      if (Memory.getLong(row + offset) != Memory.getLong(image + offset)) {
        release(row + offset);
      }
    }
  }

  /**
   * Stores the value of one field of a detached image, for rows that are written anew.
   *
   * @param row whose descriptor is written
   * @throws Rejection MEMORY_LIMIT
   */
  public void store(RowField field, long image, long row) {
    long descriptor = image + field.offset();
    int length = ValueDescriptor.length(descriptor);
    long value = image + ValueDescriptor.locator(descriptor);
    ValueDescriptor.put(row + field.offset(), length, heap.store(value, length));
  }

  /** Takes back the value of a row's field that is dropped; the row's bytes stay. */
  public void drop(RowField field, long row) {
    if (heap != null) {
      release(row + field.offset());
    }
  }

  /** Takes back all values of a row that goes. */
  void free(long row) {
    for (int i = 0; i < layout.valueFieldCount(); i++) {
      release(row + layout.valueField(i).offset());
    }
  }

  private void release(long descriptor) {
    heap.free(ValueDescriptor.locator(descriptor), ValueDescriptor.length(descriptor));
  }

  /** Tells whether there are more pages than the operations that free values give back. */
  boolean canShrink() {
    return heap != null && heap.canShrink();
  }

  /** Gives back the pages of a table without rows. */
  void clear() {
    if (heap != null) {
      heap.clear();
    }
  }

  /** Ends an operation on a row. */
  void done() {
    if (heap != null) {
      heap.trim();
    }
  }
}
