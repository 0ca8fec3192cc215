package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.Set;

/** Takes the changes of a schema that were thought up for a model. */
@FunctionalInterface
public interface SchemaSink {
  /**
   * Makes a change.
   *
   * @param document as JSON
   * @param expected why it may be refused; empty: it must not be
   * @return whether a limit stopped it, so that the model has to stay as it is
   */
  boolean change(String document, Set<RejectionCode> expected);
}
