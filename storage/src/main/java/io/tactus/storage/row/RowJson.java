package io.tactus.storage.row;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.json.JsonSpace;
import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.StrictJson;
import io.tactus.storage.value.ValueSource;

/**
 * Rows to and from JSON, with the values as the contract has them: 64-bit integers are numbers,
 * timestamps RFC 3339 in UTC with six digits, durations ISO 8601, uuids in lower case, bytes
 * base64, json as it is.
 *
 * <p>Written straight from the row's bytes into DSL-JSON's buffer. Read from the document's own
 * bytes, because DSL-JSON's scalar readers wrap, round or allocate (see {@link
 * io.tactus.storage.json.JsonNumbers}) and a document may be entered at any offset. Nothing is
 * allocated per row once buffers have grown. Threading: one instance per thread.
 */
public final class RowJson {

  private final ValueWriter values = new ValueWriter();
  private final ValueReader reader = new ValueReader();

  /** Creates a reader and writer of rows. */
  public RowJson() {}

  /** As {@link #write(JsonWriter, RowProjection, long, ValueSource)}, of a detached image. */
  public void write(JsonWriter writer, RowProjection projection, long rowAddress) {
    write(writer, projection, rowAddress, ValueSource.DETACHED);
  }

  /**
   * Writes a row of the projection's layout as an object.
   *
   * @param source where the row's values of variable length are
   */
  public void write(
      JsonWriter writer, RowProjection projection, long rowAddress, ValueSource source) {
    if (projection.size() == 0) {
      writer.writeByte(JsonWriter.OBJECT_START);
    }
    writeMembers(writer, projection, rowAddress, source);
    writer.writeByte(JsonWriter.OBJECT_END);
  }

  /**
   * Writes the opening brace and the members of a row, for more to follow; nothing at all if the
   * projection is empty.
   */
  public void writeMembers(
      JsonWriter writer, RowProjection projection, long rowAddress, ValueSource source) {
    int size = projection.size();
    for (int i = 0; i < size; i++) {
      writer.writeAscii(projection.prefix(i));
      values.write(writer, projection.layout(), projection.part(i), rowAddress, source);
    }
  }

  /** Writes one field's value of a detached image, {@code null} included. */
  public void writeValue(JsonWriter writer, RowField field, long rowAddress) {
    writeValue(writer, field, rowAddress, ValueSource.DETACHED);
  }

  /** Writes one field's value, {@code null} included. */
  public void writeValue(JsonWriter writer, RowField field, long rowAddress, ValueSource source) {
    values.write(writer, field, rowAddress, source);
  }

  /** Writes a row's key: the plain value, or an array for a composite key. */
  public void writeKey(JsonWriter writer, RowLayout layout, long rowAddress) {
    int count = layout.keyFieldCount();
    if (count > 1) {
      writer.writeByte(JsonWriter.ARRAY_START);
    }
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        writer.writeByte(JsonWriter.COMMA);
      }
      values.write(writer, layout.keyField(i), rowAddress, ValueSource.DETACHED);
    }
    if (count > 1) {
      writer.writeByte(JsonWriter.ARRAY_END);
    }
  }

  /**
   * Reads the object that begins at an offset of a validated document into a draft, which the
   * caller has reset: every member sets its field.
   *
   * @param document has passed {@link io.tactus.storage.json.StrictJson}
   * @return the offset after the closing brace
   * @throws Rejection INVALID_VALUE, NOT_NULL, CHECK; a member that is no field is {@code
   *     unknown_field}, a name given twice {@code duplicate_name}; something other than an object
   *     is {@code malformed}
   */
  public int read(byte[] document, int offset, RowDraft draft) {
    if (document[offset] != '{') {
      throw ValueReader.notAnObject(draft.layout());
    }
    int at = JsonText.skipSpace(document, offset + 1);
    while (document[at] != '}') {
      RowPart part = reader.name(document, at, draft.layout());
      int colon = JsonText.skipSpace(document, JsonText.closingQuote(document, at + 1) + 1);
      int value = JsonText.skipSpace(document, colon + 1);
      if (draft.isAnyPresent(part)) {
        throw givenTwice(document, offset, at, draft.layout(), part);
      }
      int after = reader.value(document, value, draft, part);
      at = JsonText.skipSpace(document, after);
      if (document[at] == ',') {
        at = JsonText.skipSpace(document, at + 1);
      }
    }
    return at + 1;
  }

  /** The same name again, or {@code position} beside {@code position.x}. */
  private Rejection givenTwice(
      byte[] document, int object, int again, RowLayout layout, RowPart part) {
    int at = JsonText.skipSpace(document, object + 1);
    while (at < again) {
      int close = JsonText.closingQuote(document, at + 1);
      if (reader.name(document, at, layout).path().equals(part.path())) {
        int closeAgain = JsonText.closingQuote(document, again + 1);
        return StrictJson.repeatedName(document, again, closeAgain)
            .at(layout.tableName(), part.path());
      }
      int colon = JsonText.skipSpace(document, close + 1);
      int after = JsonSpace.endOfValue(document, JsonText.skipSpace(document, colon + 1));
      at = JsonText.skipSpace(document, JsonText.skipSpace(document, after) + 1);
    }
    return ValueReader.givenTwice(layout, part);
  }

  /**
   * Reads the value that begins at an offset of a validated document into a part of a draft's row:
   * an object that gives every member of a composite, an array that gives every element, a value.
   *
   * @return the offset after the value
   * @throws Rejection INVALID_VALUE, NOT_NULL, CHECK
   */
  public int readValue(byte[] document, int offset, RowDraft draft, RowPart part) {
    return reader.value(document, offset, draft, part);
  }

  /**
   * Reads the value that begins at an offset of a validated document into a leaf of a draft.
   *
   * @return the offset after the value
   * @throws Rejection INVALID_VALUE, NOT_NULL, CHECK
   */
  public int readValue(byte[] document, int offset, RowDraft draft, int ordinal) {
    return reader.value(document, offset, draft, draft.layout().field(ordinal));
  }

  /**
   * Reads a value in its plain text form, as in URLs and filters, into a field of a draft. There is
   * no text for null.
   *
   * @throws Rejection INVALID_VALUE, CHECK
   */
  public void readText(CharSequence text, RowDraft draft, int ordinal) {
    reader.text(text, draft, ordinal);
  }
}
