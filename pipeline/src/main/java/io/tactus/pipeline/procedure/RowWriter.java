package io.tactus.pipeline.procedure;

/** Field values for one insert or update. Values outside a field's bounds reject. */
public interface RowWriter {
  RowWriter set(Column column, long value);

  RowWriter set(Column column, double value);

  RowWriter set(Column column, boolean value);

  /** A null {@code value} sets null. */
  RowWriter set(Column column, String value);

  RowWriter setNull(Column column);

  /** Writes the row, and shows it as it now is (with its generated id, its defaults). */
  Row commit();
}
