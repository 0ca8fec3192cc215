package io.tactus.storage.row;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.json.Utf8;
import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TypeKind;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A row being built, off heap: which leaves are given, and their image. Every value is checked
 * here, once, against type, null and bounds; what a draft holds may be written to a page as it is.
 *
 * <p>Null is one for all leaves of a column: {@link #setNull} gives all of them, and a value given
 * afterwards takes the null back.
 *
 * <p>Reusable: {@link #reset} begins anew, with any layout; then nothing is allocated per row.
 * Rejections name table and field. The image lives as long as the draft is reachable: hold the
 * draft in a field while its address is in use. Threading: one thread.
 */
public final class RowDraft {

  private final MemorySegment memory = Arena.ofAuto().allocate(SchemaLimits.MAX_ROW_BYTES, 8);
  private final long address = memory.address();
  private final UnsafeBuffer image = new UnsafeBuffer(address, SchemaLimits.MAX_ROW_BYTES);
  private final long[] present = new long[SchemaLimits.MAX_LEAVES / Long.SIZE];
  private byte[] utf8 = new byte[256];
  private RowLayout layout;

  /** Creates a draft for rows of any size a page can hold. */
  public RowDraft() {}

  /** Begins a new row: nothing given, all zero. */
  public RowDraft reset(RowLayout newLayout) {
    layout = newLayout;
    Memory.zero(address, newLayout.rowBytes());
    Arrays.fill(present, 0, newLayout.presentWords(), 0);
    return this;
  }

  /** Returns the layout given to {@link #reset}. */
  public RowLayout layout() {
    return layout;
  }

  /** Returns the address of the row image; its sequence is 0. Fields not given are zero in it. */
  public long rowAddress() {
    return address;
  }

  /** Tells whether a leaf was given, null included. */
  public boolean isPresent(int ordinal) {
    return ((present[ordinal >>> 6] >>> ordinal) & 1) != 0;
  }

  /** Returns how many leaves were given. */
  public int presentCount() {
    int count = 0;
    for (int i = 0; i < layout.presentWords(); i++) {
      count += Long.bitCount(present[i]);
    }
    return count;
  }

  private void given(int ordinal) {
    present[ordinal >>> 6] |= 1L << ordinal;
  }

  /** Takes a leaf back: as if it had never been given. With null goes the whole column. */
  public void clear(int ordinal) {
    RowField field = layout.field(ordinal);
    RowColumn column = field.column();
    boolean whole = column.isNull(address);
    int first = whole ? column.firstLeaf() : ordinal;
    int count = whole ? column.leafCount() : 1;
    for (int i = first; i < first + count; i++) {
      present[i >>> 6] &= ~(1L << i);
    }
    field.putZero(address);
  }

  /** Tells whether any leaf of a part was given. */
  public boolean isAnyPresent(RowPart part) {
    return isAnyPresent(part.firstLeaf(), part.leafCount());
  }

  private boolean isAnyPresent(int first, int count) {
    for (int i = first; i < first + count; i++) {
      if (isPresent(i)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Sets bool (0 or 1), integers (u64 by its bits), timestamp, duration, the number of an enum's
   * value.
   *
   * @throws Rejection INVALID_VALUE outside the type, CHECK outside the bounds
   */
  public void setLong(int ordinal, long value) {
    RowField field = layout.field(ordinal);
    try {
      FieldRules.checkLong(field, value);
    } catch (Rejection refused) {
      throw refused.at(layout.tableName(), field.name());
    }
    field.putLong(address, value);
    given(ordinal);
  }

  /**
   * Sets a float. -0.0 is kept, except in fields of keys and indexes, where it becomes 0.0: they
   * are found by bytes.
   *
   * @throws Rejection INVALID_VALUE if not finite, also as a single for f32; CHECK outside the
   *     bounds
   */
  public void setDouble(int ordinal, double value) {
    RowField field = layout.field(ordinal);
    try {
      FieldRules.checkDouble(field, value);
    } catch (Rejection refused) {
      throw refused.at(layout.tableName(), field.name());
    }
    field.putDouble(address, field.indexed() ? value + 0.0 : value);
    if (field.indexed() && field.getDouble(address) == 0) {
      // A double too small for a single becomes a zero that may be negative again.
      field.putDouble(address, 0.0);
    }
    given(ordinal);
  }

  /** Sets a bool. */
  public void setBoolean(int ordinal, boolean value) {
    setLong(ordinal, value ? 1 : 0);
  }

  /** Sets a uuid. */
  public void setUuid(int ordinal, long high, long low) {
    layout.field(ordinal).putUuid(address, high, low);
    given(ordinal);
  }

  /**
   * Sets a string.
   *
   * @throws Rejection INVALID_VALUE if longer than the capacity or not Unicode
   */
  public void setString(int ordinal, CharSequence value) {
    int most = 3 * value.length();
    if (utf8.length < most) {
      utf8 = new byte[most];
    }
    int length = Utf8.encode(value, utf8, 0);
    if (length < 0) {
      throw InvalidValue.notA("string", "text with half of a surrogate pair")
          .at(layout.tableName(), layout.field(ordinal).name());
    }
    setUtf8(ordinal, utf8, 0, length);
  }

  /** Sets a string from UTF-8 bytes, which are checked. */
  public void setBytes(int ordinal, byte[] bytes, int offset, int lengthBytes) {
    if (!Utf8.isValid(bytes, offset, lengthBytes)) {
      throw InvalidValue.notA("string", "text that is not UTF-8")
          .at(layout.tableName(), layout.field(ordinal).name());
    }
    setUtf8(ordinal, bytes, offset, lengthBytes);
  }

  /** Sets a string from bytes known to be UTF-8. */
  void setUtf8(int ordinal, byte[] bytes, int offset, int lengthBytes) {
    RowField field = layout.field(ordinal);
    if (field.kind() != TypeKind.STRING) {
      throw InvalidValue.notA(field.type().toString(), "a string")
          .at(layout.tableName(), field.name());
    }
    try {
      FieldRules.checkLength(field, lengthBytes);
    } catch (Rejection refused) {
      throw refused.at(layout.tableName(), field.name());
    }
    field.putUtf8(address, bytes, offset, lengthBytes);
    given(ordinal);
  }

  /**
   * Sets the column of a leaf to null, all of it.
   *
   * @throws Rejection NOT_NULL
   */
  public void setNull(int ordinal) {
    RowField field = layout.field(ordinal);
    if (!field.nullable()) {
      throw FieldRules.isNull(field, layout.tableName());
    }
    RowColumn column = field.column();
    column.putNull(address);
    for (int i = column.firstLeaf(); i < column.firstLeaf() + column.leafCount(); i++) {
      given(i);
    }
  }

  /**
   * Fills defaults and nulls, and demands what is required. A generated field may stay absent: the
   * table gives it a number when the row is inserted. Of a column given in part, the rest comes
   * from its default.
   *
   * @throws Rejection NOT_NULL for the first required field not given, INVALID_VALUE for a column
   *     given in part that has no default
   */
  public void completeForInsert() {
    for (int i = 0; i < layout.columnCount(); i++) {
      RowColumn column = layout.column(i);
      int end = column.firstLeaf() + column.leafCount();
      boolean fresh = !isAnyPresent(column.firstLeaf(), column.leafCount());
      for (int leaf = column.firstLeaf(); leaf < end; leaf++) {
        if (!isPresent(leaf)) {
          complete(layout.field(leaf), fresh);
        }
      }
    }
  }

  private void complete(RowField field, boolean fresh) {
    if (field.definition().generated()) {
      return;
    }
    if (fresh && field.column().definition().required()) {
      throw FieldRules.isNull(field, layout.tableName());
    }
    if (!fresh && !field.hasDefault()) {
      throw FieldRules.incomplete(field, layout.tableName(), false);
    }
    field.putDefault(address);
    given(field.ordinal());
  }

  /** Takes over a whole row of the draft's layout: every field given, sequence 0. */
  public void copyFrom(long rowAddress) {
    Memory.copy(rowAddress, address, layout.rowBytes());
    RowLayout.putSequence(address, 0);
    for (int i = 0; i < layout.fieldCount(); i++) {
      given(i);
    }
  }

  /**
   * Writes the given leaves over a row image of the same layout; its header stays.
   *
   * @throws Rejection INVALID_VALUE if a column that is null in the row is given in part; the image
   *     is torn then
   */
  public void applyTo(long rowAddress) {
    int count = layout.fieldCount();
    for (int i = 0; i < count; i++) {
      if (isPresent(i)) {
        RowField field = layout.field(i);
        if (!field.isAlone() && field.isNull(rowAddress)) {
          demandWhole(field.column());
        }
        field.copy(address, rowAddress);
      }
    }
  }

  private void demandWhole(RowColumn column) {
    for (int i = column.firstLeaf(); i < column.firstLeaf() + column.leafCount(); i++) {
      if (!isPresent(i)) {
        throw FieldRules.incomplete(layout.field(i), layout.tableName(), true);
      }
    }
  }

  /** Returns the bytes {@link #encode} takes. */
  public int encodedLength() {
    return DraftCodec.length(this);
  }

  /**
   * Writes the given fields for a command: present bitmap, null bitmap, then the values given,
   * strings without their tails.
   *
   * @return the bytes written
   */
  public int encode(MutableDirectBuffer buffer, int offset) {
    return DraftCodec.encode(this, image, buffer, offset);
  }

  /**
   * Reads what {@link #encode} wrote under the same layout, into a draft that was {@link #reset}
   * with it.
   *
   * @param limit where the readable bytes of the buffer end
   * @return the bytes read
   * @throws IllegalArgumentException if the bytes are no such image
   */
  public int decode(DirectBuffer buffer, int offset, int limit) {
    return DraftCodec.decode(this, present, image, buffer, offset, limit);
  }
}
