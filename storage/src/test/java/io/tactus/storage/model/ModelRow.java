package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A row: by column null or the values of its leaves (Long, Double, String, UUID), and the sequence
 * of its last change. Immutable: changes make new rows, so that maps of rows can be copied
 * shallowly.
 */
public record ModelRow(List<List<Object>> columns, long sequence) {

  /** Takes over the list. */
  public ModelRow {
    columns = Collections.unmodifiableList(columns);
  }

  public Object value(ModelLeaf leaf) {
    List<Object> column = columns.get(leaf.column());
    return column == null ? null : column.get(leaf.position());
  }

  public ModelRow with(int column, List<Object> value, long newSequence) {
    List<List<Object>> changed = new ArrayList<>(columns);
    changed.set(column, value);
    return new ModelRow(changed, newSequence);
  }
}
