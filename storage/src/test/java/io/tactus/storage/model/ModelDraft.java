package io.tactus.storage.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a command gives for a row: values of leaves by ordinal, and columns that become null. */
public final class ModelDraft {
  /** Gives nothing; not to be changed. */
  static final ModelDraft NONE = new ModelDraft();

  public final Map<Integer, Object> values = new TreeMap<>();
  public final Set<Integer> nulls = new TreeSet<>();

  /** Gives all leaves of a column. */
  public void put(ModelTable table, int column, java.util.List<Object> leaves) {
    if (leaves == null) {
      nulls.add(column);
      return;
    }
    for (ModelLeaf leaf : table.leavesOf(column)) {
      values.put(leaf.ordinal(), leaves.get(leaf.position()));
    }
  }

  public boolean gives(ModelTable table, int column) {
    return nulls.contains(column)
        || table.leavesOf(column).stream().anyMatch(leaf -> values.containsKey(leaf.ordinal()));
  }
}
