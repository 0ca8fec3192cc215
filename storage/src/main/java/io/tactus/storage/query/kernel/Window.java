package io.tactus.storage.query.kernel;

import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;

/**
 * A condition on eight bytes of a row: those at an offset, as a little-endian number, masked, lie
 * within a range. All that is tested page by page comes down to this.
 *
 * <pre>
 *   holds if   (eight bytes &amp; mask) - low  ≤  span        as unsigned numbers, modulo 2^64
 *
 *   i32 at 20 ≥ 5              a field narrower than eight bytes lies at the window's top:
 *   | 16 … 19 | 20 … 23 |      what is below it only says where within one value's range the
 *   | others  | field   |      number lies, so the bounds take it in and nothing is masked
 * </pre>
 *
 * <p>A range may run over the end of the numbers and begin anew, so one form serves signed and
 * unsigned numbers, and what lies outside a range is a range, too. So are all floats below or above
 * a bound: {@link FloatBounds}.
 *
 * <p>A window begins before its field, but never before the row, whose header is eight bytes long.
 * Threading: immutable.
 *
 * @param offset where the eight bytes begin in a row
 * @param mask which bits count
 * @param low the first number of the range
 * @param span how many numbers follow it in the range
 */
record Window(int offset, long mask, long low, long span) {

  /** Rows with a header above 0: those that are not free. */
  static final Window LIVE = new Window(RowLayout.SEQUENCE_OFFSET, -1L, 1, Long.MAX_VALUE - 1);

  /** The bits of a field lie in {@code [low, high]}, which may run over the end. */
  static Window range(RowField field, long low, long high) {
    int below = Long.SIZE - Byte.SIZE * field.sizeBytes();
    long first = low << below;
    long last = (high << below) | ((1L << below) - 1);
    return new Window(field.offset() + field.sizeBytes() - Long.BYTES, -1L, first, last - first);
  }

  /** Bits within one byte of a row are as given. */
  static Window bits(int byteOffset, int mask, int bits) {
    int below = Long.SIZE - Byte.SIZE;
    return new Window(byteOffset + 1 - Long.BYTES, (long) mask << below, (long) bits << below, 0);
  }

  /** Tells whether no number lies outside the range. */
  boolean isAll() {
    return span == -1;
  }

  /** Returns the range of all other numbers; there must be some. */
  Window outside() {
    return new Window(offset, mask, low + span + 1, -2 - span);
  }
}
