package io.tactus.storage.row;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A row being built, off heap: which fields are given, and their image. Every value is checked
 * here, once, against type, null and bounds; what a draft holds may be written to a page as it is.
 *
 * <p>Reusable: {@link #reset} begins anew, with any layout. Rejections name table and field.
 * Threading: one thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RowDraft {

  /** Creates a draft for rows of any size a page can hold. */
  public RowDraft() {}

  /** Begins a new row: nothing given, all zero. */
  public RowDraft reset(RowLayout layout) {
    throw new UnsupportedOperationException();
  }

  /** Returns the layout given to {@link #reset}. */
  public RowLayout layout() {
    throw new UnsupportedOperationException();
  }

  /** Returns the address of the row image; its sequence is 0. Fields not given are zero in it. */
  public long rowAddress() {
    throw new UnsupportedOperationException();
  }

  /** Tells whether a field was given, null included. */
  public boolean isPresent(int ordinal) {
    throw new UnsupportedOperationException();
  }

  /** Returns how many fields were given. */
  public int presentCount() {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets bool (0 or 1), integers (u64 by its bits), timestamp, duration.
   *
   * @throws io.tactus.storage.Rejection INVALID_VALUE outside the type, CHECK outside the bounds
   */
  public void setLong(int ordinal, long value) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets a float. -0.0 is kept, except in key fields, where it becomes 0.0: keys are found by
   * bytes.
   *
   * @throws io.tactus.storage.Rejection INVALID_VALUE if not finite, also as a single for f32;
   *     CHECK outside the bounds
   */
  public void setDouble(int ordinal, double value) {
    throw new UnsupportedOperationException();
  }

  /** Sets a bool. */
  public void setBoolean(int ordinal, boolean value) {
    setLong(ordinal, value ? 1 : 0);
  }

  /** Sets a uuid. */
  public void setUuid(int ordinal, long high, long low) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets a string.
   *
   * @throws io.tactus.storage.Rejection INVALID_VALUE if longer than the capacity or not Unicode
   */
  public void setString(int ordinal, CharSequence value) {
    throw new UnsupportedOperationException();
  }

  /** Sets a string from UTF-8 bytes, which are checked. */
  public void setBytes(int ordinal, byte[] utf8, int offset, int lengthBytes) {
    throw new UnsupportedOperationException();
  }

  /**
   * Sets null.
   *
   * @throws io.tactus.storage.Rejection NOT_NULL
   */
  public void setNull(int ordinal) {
    throw new UnsupportedOperationException();
  }

  /**
   * Fills defaults and nulls, and demands what is required. A generated field may stay absent: the
   * table gives it a number when the row is inserted.
   *
   * @throws io.tactus.storage.Rejection NOT_NULL for the first required field not given
   */
  public void completeForInsert() {
    throw new UnsupportedOperationException();
  }

  /** Takes over a whole row of the draft's layout: every field given, sequence 0. */
  public void copyFrom(long rowAddress) {
    throw new UnsupportedOperationException();
  }

  /** Writes the given fields over a row image of the same layout; its header stays. */
  public void applyTo(long rowAddress) {
    throw new UnsupportedOperationException();
  }

  /** Returns the bytes {@link #encode} takes. */
  public int encodedLength() {
    throw new UnsupportedOperationException();
  }

  /**
   * Writes the given fields for a command: present bitmap, null bitmap, then the values given,
   * strings without their tails.
   *
   * @return the bytes written
   */
  public int encode(MutableDirectBuffer buffer, int offset) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads what {@link #encode} wrote under the same layout, into a draft that was {@link #reset}
   * with it.
   *
   * @return the bytes read
   * @throws IllegalArgumentException if the bytes are no such image
   */
  public int decode(DirectBuffer buffer, int offset, int limit) {
    throw new UnsupportedOperationException();
  }
}
