package io.tactus.storage.row;

import com.dslplatform.json.JsonReader;
import com.dslplatform.json.JsonWriter;
import java.io.IOException;

/**
 * Rows to and from JSON, with the values as the contract has them: 64-bit integers are numbers,
 * timestamps RFC 3339 in UTC with six digits, durations ISO 8601, uuids in lower case.
 *
 * <p>Straight between the row's bytes and DSL-JSON's buffers: nothing is allocated per row once
 * buffers have grown. Threading: one instance per thread.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class RowJson {

  /** Creates a reader and writer of rows. */
  public RowJson() {}

  /** Writes a row as an object. */
  public void write(JsonWriter writer, RowProjection projection, long rowAddress) {
    throw new UnsupportedOperationException();
  }

  /** Writes one field's value, {@code null} included. */
  public void writeValue(JsonWriter writer, RowField field, long rowAddress) {
    throw new UnsupportedOperationException();
  }

  /** Writes a row's key: the plain value, or an array for a composite key. */
  public void writeKey(JsonWriter writer, RowLayout layout, long rowAddress) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads an object into a draft, which the caller has reset: every member sets its field.
   *
   * @param reader stands on the opening brace (it was the last byte read) and is left on the
   *     closing one
   * @param document the bytes the reader was given, already validated by {@link
   *     io.tactus.storage.json.StrictJson}
   * @throws io.tactus.storage.Rejection INVALID_VALUE, NOT_NULL, CHECK; a member that is no field
   *     is {@code unknown_field}
   */
  public void read(JsonReader<?> reader, byte[] document, RowDraft draft) throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads one value into a field of a draft.
   *
   * @param reader stands on the first byte of the value and is left on its last
   */
  public void readValue(JsonReader<?> reader, byte[] document, RowDraft draft, int ordinal)
      throws IOException {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads a value in its plain text form, as in URLs and filters, into a field of a draft.
   *
   * @throws io.tactus.storage.Rejection INVALID_VALUE, CHECK
   */
  public void readText(CharSequence text, RowDraft draft, int ordinal) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads the object that begins at an offset of a validated document into a draft, which the
   * caller has reset: every member sets its field. For callers that find their way in a document by
   * offsets, such as a batch whose rows may come before the name of their table.
   *
   * @return the offset after the closing brace
   * @throws io.tactus.storage.Rejection as {@link #read(JsonReader, byte[], RowDraft)}
   */
  public int read(byte[] document, int offset, RowDraft draft) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads the value that begins at an offset of a validated document into a field of a draft.
   *
   * @return the offset after the value
   */
  public int readValue(byte[] document, int offset, RowDraft draft, int ordinal) {
    throw new UnsupportedOperationException();
  }
}
