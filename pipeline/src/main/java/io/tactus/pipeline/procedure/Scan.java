package io.tactus.pipeline.procedure;

/** A walk over rows. */
public interface Scan extends Row {
  /** Moves to the next row; false at the end. Starts before the first one. */
  boolean next();
}
