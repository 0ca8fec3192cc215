package io.tactus.storage.query.kernel;

/** A condition on one row. Threading: implementations are immutable. */
@FunctionalInterface
public interface RowTest {

  /** Tells whether the condition is true, rather than false or unknown. */
  boolean accepts(long rowAddress);
}
