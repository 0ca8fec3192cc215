package io.tactus.storage.row;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.json.Utf8;
import io.tactus.storage.schema.TypeKind;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

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

  private final DraftImage image = new DraftImage();
  private final GivenLeaves given = new GivenLeaves();
  private final StoredText text = new StoredText();
  private RowLayout layout;

  /** Where the image begins; it moves as values of variable length are set. */
  private long address = image.address();

  /** Creates a draft for rows of any size a page can hold. */
  public RowDraft() {}

  /** Begins a new row: nothing given, all zero. */
  public RowDraft reset(RowLayout newLayout) {
    layout = newLayout;
    image.reset(newLayout);
    // Moved, too, if what was put last was refused halfway.
    address = image.address();
    given.reset(newLayout.presentWords());
    return this;
  }

  /** Returns the layout given to {@link #reset}. */
  public RowLayout layout() {
    return layout;
  }

  /**
   * Returns the address of the row image; its sequence is 0. Fields not given are zero in it.
   * Values of variable length lie behind it, see {@link RowImages}; setting one may move the image.
   */
  public long rowAddress() {
    return address;
  }

  /** Tells whether a leaf was given, null included. */
  public boolean isPresent(int ordinal) {
    return given.has(ordinal);
  }

  /** Returns how many leaves were given. */
  public int presentCount() {
    return given.count(layout.presentWords());
  }

  /** Takes a leaf back: as if it had never been given. With null goes the whole column. */
  public void clear(int ordinal) {
    RowField field = layout.field(ordinal);
    RowColumn column = field.column();
    boolean whole = column.isNull(address);
    int first = whole ? column.firstLeaf() : ordinal;
    int count = whole ? column.leafCount() : 1;
    given.remove(first, count);
    field.putZero(address);
  }

  /** Tells whether any leaf of a part was given. */
  public boolean isAnyPresent(RowPart part) {
    return given.hasAny(part.firstLeaf(), part.leafCount());
  }

  /** Tells whether every leaf of a part was given. */
  public boolean isWholePresent(RowPart part) {
    return given.firstMissing(part.firstLeaf(), part.leafCount()) < 0;
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
    given.add(ordinal);
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
    given.add(ordinal);
  }

  /**
   * Sets an enum by the name of its value.
   *
   * @throws Rejection INVALID_VALUE if it has no such value
   */
  public void setName(int ordinal, String name) {
    RowField field = layout.field(ordinal);
    int code = field.enumType() == null ? -1 : field.enumType().code(name);
    if (code < 0) {
      throw InvalidValue.notA(field.type().toString(), "'" + name + "'")
          .at(layout.tableName(), field.name());
    }
    setLong(ordinal, code);
  }

  /** Sets a bool. */
  public void setBoolean(int ordinal, boolean value) {
    setLong(ordinal, value ? 1 : 0);
  }

  /** Sets a uuid. */
  public void setUuid(int ordinal, long high, long low) {
    layout.field(ordinal).putUuid(address, high, low);
    given.add(ordinal);
  }

  /**
   * Sets a string or text, or json from its document.
   *
   * @throws Rejection INVALID_VALUE if too long, not Unicode, or not JSON
   */
  public void setString(int ordinal, CharSequence value) {
    int length = text.encode(value);
    if (length < 0) {
      throw notUnicode(layout.field(ordinal), "text with half of a surrogate pair");
    }
    RowField field = layout.field(ordinal);
    if (field.kind() == TypeKind.JSON) {
      setJson(field, text.bytes(), 0, length);
    } else {
      setUtf8(ordinal, text.bytes(), 0, length);
    }
  }

  /** Sets bytes, or a string, text or json from UTF-8, which is checked. */
  public void setBytes(int ordinal, byte[] bytes, int offset, int lengthBytes) {
    RowField field = layout.field(ordinal);
    switch (field.kind()) {
      case BYTES -> put(field, bytes, offset, lengthBytes);
      case JSON -> setJson(field, bytes, offset, lengthBytes);
      default -> {
        if (!Utf8.isValid(bytes, offset, lengthBytes)) {
          throw notUnicode(field, "text that is not UTF-8");
        }
        setUtf8(ordinal, bytes, offset, lengthBytes);
      }
    }
  }

  /** Sets a string or text from bytes known to be UTF-8. */
  void setUtf8(int ordinal, byte[] bytes, int offset, int lengthBytes) {
    RowField field = layout.field(ordinal);
    if (field.kind() == TypeKind.TEXT) {
      put(field, bytes, offset, lengthBytes);
      return;
    }
    if (field.kind() != TypeKind.STRING) {
      throw InvalidValue.notA(field.type().toString(), "a string")
          .at(layout.tableName(), field.name());
    }
    checkLength(field, lengthBytes);
    field.putUtf8(address, bytes, offset, lengthBytes);
    given.add(ordinal);
  }

  private void setJson(RowField field, byte[] document, int offset, int lengthBytes) {
    try {
      text.checkJson(document, offset, lengthBytes);
    } catch (Rejection refused) {
      throw refused.at(layout.tableName(), field.name());
    }
    setValidJson(field, document, offset, offset + lengthBytes);
  }

  /** Sets json from a range of a document known to be valid; stores it without white space. */
  void setValidJson(RowField field, byte[] document, int from, int to) {
    int length = text.minimise(document, from, to);
    put(field, text.bytes(), 0, length);
  }

  /** Sets bytes from base64. */
  void setBase64(RowField field, byte[] base64, int offset, int length) {
    int decoded;
    try {
      decoded = text.decodeBase64(base64, offset, length);
    } catch (Rejection refused) {
      throw refused.at(layout.tableName(), field.name());
    }
    put(field, text.bytes(), 0, decoded);
  }

  /** Sets a value of variable length in its stored form. */
  void put(RowField field, byte[] bytes, int offset, int lengthBytes) {
    checkLength(field, lengthBytes);
    image.put(layout, field, bytes, offset, lengthBytes);
    address = image.address();
    given.add(field.ordinal());
  }

  private void checkLength(RowField field, int lengthBytes) {
    try {
      FieldRules.checkLength(field, lengthBytes);
    } catch (Rejection refused) {
      throw refused.at(layout.tableName(), field.name());
    }
  }

  private Rejection notUnicode(RowField field, String what) {
    return InvalidValue.notA("string", what).at(layout.tableName(), field.name());
  }

  /** Returns the refusal of values of variable length that are too long together. */
  public static Rejection valuesTooLong(RowLayout layout) {
    return FieldRules.valuesTooLong(layout);
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
    given.add(column.firstLeaf(), column.leafCount());
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
      boolean fresh = !given.hasAny(column.firstLeaf(), column.leafCount());
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
    setDefault(field.ordinal());
  }

  /** Sets the declared default, or null if there is none and the field is nullable. */
  public void setDefault(int ordinal) {
    RowField field = layout.field(ordinal);
    if (field.isValue() && field.hasDefault()) {
      put(field, field.defaultBytes(), 0, field.defaultBytes().length);
    } else {
      field.putDefault(address);
      given.add(ordinal);
    }
  }

  /**
   * Takes over the bytes of a row of the draft's layout: every field given, sequence 0. Values of
   * variable length stay where they are: the image means the same as the row it was copied from.
   */
  public void copyFrom(long rowAddress) {
    image.copyFrom(layout, rowAddress);
    giveAll();
  }

  private void giveAll() {
    RowLayout.putSequence(address, 0);
    given.add(0, layout.fieldCount());
  }

  /**
   * Writes the given leaves over a row image of the same layout; its header stays. Of values of
   * variable length only the descriptors are written, which still mean this draft.
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
    int missing = given.firstMissing(column.firstLeaf(), column.leafCount());
    if (missing >= 0) {
      throw FieldRules.incomplete(layout.field(missing), layout.tableName(), true);
    }
  }

  /**
   * Returns the most bytes that the detached image of the row takes once it is inserted: values not
   * given may get their defaults.
   */
  public int maxImageBytes() {
    int bytes = layout.imageBytes(address);
    for (int i = 0; i < layout.valueFieldCount(); i++) {
      RowField field = layout.valueField(i);
      if (!isPresent(field.ordinal()) && field.hasDefault()) {
        bytes += field.defaultBytes().length;
      }
    }
    return bytes;
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
    return DraftCodec.encode(this, image.buffer(), buffer, offset);
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
    int length = DraftCodec.decode(this, given.words(), image, buffer, offset, limit);
    address = image.address();
    return length;
  }
}
