package io.tactus.storage.row;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.value.ValueDescriptor;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The memory of a draft: a row image, and behind it the values of variable length.
 *
 * <pre>
 *   0         the row; descriptors are detached
 *   rowBytes  values in the order in which they were set, those replaced since included
 *   end
 * </pre>
 *
 * <p>Grows to what the values of a row may take together, then takes the replaced ones out.
 * Threading: that of its draft.
 */
final class DraftImage {

  private static final int MAX_BYTES =
      SchemaLimits.MAX_ROW_BYTES + 2 * SchemaLimits.MAX_ROW_VALUE_BYTES;

  private MemorySegment memory = allocate(SchemaLimits.MAX_ROW_BYTES);
  private long address = memory.address();
  private final UnsafeBuffer buffer = new UnsafeBuffer(address, SchemaLimits.MAX_ROW_BYTES);
  private int end;

  private static MemorySegment allocate(int bytes) {
    return Arena.ofAuto().allocate(bytes, Long.BYTES);
  }

  /** Makes it the image of a row of zeros. */
  void reset(RowLayout layout) {
    Memory.zero(address, layout.rowBytes());
    end = layout.rowBytes();
  }

  /** Returns where the row begins; changes when a value is put. */
  long address() {
    return address;
  }

  /** Returns the whole memory. */
  UnsafeBuffer buffer() {
    return buffer;
  }

  /** Takes over the bytes of a row, as they are. */
  void copyFrom(RowLayout layout, long row) {
    end = layout.rowBytes();
    Memory.copy(row, address, end);
  }

  /** Puts a value and its descriptor. */
  void put(RowLayout layout, RowField field, byte[] bytes, int offset, int length) {
    makeRoom(layout, field, length);
    Memory.putBytes(address + end, bytes, offset, length);
    finish(field, length);
  }

  /** As {@link #put(RowLayout, RowField, byte[], int, int)}, out of a buffer. */
  void put(RowLayout layout, RowField field, DirectBuffer bytes, int offset, int length) {
    makeRoom(layout, field, length);
    bytes.getBytes(offset, buffer, end, length);
    finish(field, length);
  }

  private void finish(RowField field, int length) {
    field.putDetached(address, length, end);
    end += length;
  }

  private void makeRoom(RowLayout layout, RowField field, int length) {
    int values = layout.imageBytes(address) - layout.rowBytes() - field.valueLength(address);
    if (values + length > SchemaLimits.MAX_ROW_VALUE_BYTES) {
      throw FieldRules.valuesTooLong(layout).at(layout.tableName(), field.name());
    }
    long descriptor = address + field.offset();
    int last = end - field.valueLength(address);
    if (ValueDescriptor.isDetached(descriptor) && ValueDescriptor.locator(descriptor) == last) {
      // The value that was put last is put again: it makes way.
      end = last;
    }
    field.putZero(address);
    if (end + length > MAX_BYTES) {
      compact(layout);
    }
    reserve(length);
  }

  private void reserve(int bytes) {
    if (end + bytes > buffer.capacity()) {
      MemorySegment larger = allocate(Math.min(MAX_BYTES, Math.max(end + bytes, 2 * end)));
      Memory.copy(address, larger.address(), end);
      use(larger);
    }
  }

  private void compact(RowLayout layout) {
    MemorySegment compacted = allocate(MAX_BYTES);
    end =
        RowImages.detach(
            layout, address, ValueSource.DETACHED, compacted.address(), new ValueView());
    use(compacted);
  }

  private void use(MemorySegment newMemory) {
    memory = newMemory;
    address = memory.address();
    buffer.wrap(address, (int) memory.byteSize());
  }
}
