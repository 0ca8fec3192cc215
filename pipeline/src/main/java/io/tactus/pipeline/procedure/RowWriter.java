package io.tactus.pipeline.procedure;

/**
 * Field values for one insert or update. Values outside a field's bounds reject; so does giving
 * only some values of a field that is null or new and has several. Enums are given by name or
 * position.
 */
public interface RowWriter {
  RowWriter set(Column column, long value);

  RowWriter set(Column column, double value);

  RowWriter set(Column column, boolean value);

  /** Sets a string, text, uuid, or json from its document. A null {@code value} sets null. */
  RowWriter set(Column column, String value);

  /** Sets bytes, or a string, text or json from UTF-8. A null {@code value} sets null. */
  RowWriter set(Column column, byte[] value);

  RowWriter setNull(Column column);

  /** Writes the row, and shows it as it now is (with its generated id, its defaults). */
  Row commit();
}
