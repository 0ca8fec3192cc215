package io.tactus.pipeline.procedure;

/**
 * A row that is being changed by {@link Parallel#update}. Reading shows what has been set so far.
 * Only columns named to {@code update} may be set; values outside a field's bounds reject.
 */
public interface MutableRow extends Row {
  MutableRow set(Column column, long value);

  MutableRow set(Column column, double value);

  MutableRow set(Column column, boolean value);

  /** A null {@code value} sets null. */
  MutableRow set(Column column, String value);

  MutableRow setNull(Column column);
}
