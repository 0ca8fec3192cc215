package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.List;
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

  /**
   * The keys of a table's rows in the order of their slots, which the model does not know; null if
   * this sink cannot tell.
   */
  default List<List<Object>> keysInOrder(ModelTable table) {
    return null;
  }
}
