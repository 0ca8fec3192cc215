package io.tactus.storage.model;

import java.util.Arrays;
import java.util.List;

/**
 * A row: values by ordinal (Long, Double, String or null) and the sequence of its last change.
 * Immutable: changes make new rows, so that maps of rows can be copied shallowly.
 */
record ModelRow(List<Object> values, long sequence) {

  static ModelRow of(Object[] values, long sequence) {
    return new ModelRow(Arrays.asList(values.clone()), sequence);
  }

  Object value(int ordinal) {
    return values.get(ordinal);
  }
}
