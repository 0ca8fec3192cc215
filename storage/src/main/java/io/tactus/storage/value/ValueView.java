package io.tactus.storage.value;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.SchemaLimits;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A window on one value of a row, in place: {@code while (view.next()) { address(), pieceBytes()
 * }}.
 *
 * <p>A value lies in one piece unless it is longer than a page. Valid as long as the row is.
 *
 * <p>Threading: one thread. Reusable; allocates only once, for the first value in several pieces
 * that is wanted in one.
 */
public final class ValueView {

  private ValueSource source;
  private long first;
  private long locator;
  private long detached;
  private int lengthBytes;
  private int leftBytes;
  private long address;
  private int pieceBytes;
  private MemorySegment joined;

  /**
   * Moves the window.
   *
   * @param rowAddress the row; what a detached value lies behind
   * @param offset where in the row its descriptor lies
   */
  public ValueView wrap(ValueSource newSource, long rowAddress, int offset) {
    long descriptor = rowAddress + offset;
    source = newSource;
    first = ValueDescriptor.locator(descriptor);
    detached = ValueDescriptor.isDetached(descriptor) ? rowAddress + first : 0;
    lengthBytes = ValueDescriptor.length(descriptor);
    rewind();
    return this;
  }

  /** As {@link #wrap}, for a value known by its locator. */
  ValueView at(ValueSource newSource, long newLocator, int newLengthBytes) {
    source = newSource;
    first = newLocator;
    detached = 0;
    lengthBytes = newLengthBytes;
    rewind();
    return this;
  }

  private void rewind() {
    locator = first;
    leftBytes = lengthBytes;
  }

  /** Returns the bytes of the value. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** Moves to the next piece, at first to the first; false behind the last. */
  public boolean next() {
    if (leftBytes == 0) {
      return false;
    }
    if (detached != 0) {
      address = detached;
      pieceBytes = leftBytes;
    } else {
      long cell = source.valuesPage(ValueHeap.page(locator)) + ValueHeap.offset(locator);
      if (leftBytes <= ValuePage.CELL_BYTES) {
        address = cell;
        pieceBytes = leftBytes;
      } else {
        locator = Memory.getInt(cell) & 0xFFFF_FFFFL;
        address = cell + ValueHeap.NEXT_BYTES;
        pieceBytes = ValuePage.CELL_BYTES - ValueHeap.NEXT_BYTES;
      }
    }
    leftBytes -= pieceBytes;
    return true;
  }

  /** Returns where the piece begins. */
  public long address() {
    return address;
  }

  /** Returns the bytes of the piece. */
  public int pieceBytes() {
    return pieceBytes;
  }

  /** Copies all pieces not yet passed to an address, and passes them. */
  public void copyTo(long target) {
    long to = target;
    while (next()) {
      Memory.copy(address, to, pieceBytes);
      to += pieceBytes;
    }
  }

  /** Copies all pieces not yet passed into an array, and passes them; returns their bytes. */
  public int copyTo(byte[] target, int offset) {
    int to = offset;
    while (next()) {
      Memory.getBytes(address, target, to, pieceBytes);
      to += pieceBytes;
    }
    return to - offset;
  }

  /**
   * Returns where the whole value lies together: in place if it is in one piece, else in a copy
   * that stays until the next call. 0 for a value without bytes.
   */
  public long whole() {
    rewind();
    if (lengthBytes == 0) {
      return 0;
    }
    if (detached != 0 || lengthBytes <= ValuePage.CELL_BYTES) {
      next();
      return address;
    }
    if (joined == null) {
      joined = Arena.ofAuto().allocate(SchemaLimits.MAX_VALUE_BYTES, Long.BYTES);
    }
    copyTo(joined.address());
    return joined.address();
  }

  /**
   * Compares two values by their bytes, the shorter one first where it is the start of the other.
   */
  public static int compare(ValueView left, ValueView right) {
    int shorter = Math.min(left.lengthBytes, right.lengthBytes);
    long leftAddress = left.whole();
    long rightAddress = right.whole();
    int order = shorter == 0 ? 0 : Memory.compare(leftAddress, rightAddress, shorter);
    return order != 0 ? order : Integer.compare(left.lengthBytes, right.lengthBytes);
  }
}
