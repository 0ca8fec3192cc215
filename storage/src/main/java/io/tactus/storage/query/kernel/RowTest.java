package io.tactus.storage.query.kernel;

import io.tactus.storage.value.ValueSource;

/** A condition on one row. Threading: implementations are immutable. */
@FunctionalInterface
public interface RowTest {

  /** Tells whether the condition is true, rather than false or unknown. */
  boolean accepts(long rowAddress, ValueSource values);
}
