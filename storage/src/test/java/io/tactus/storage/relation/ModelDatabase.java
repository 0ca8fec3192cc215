package io.tactus.storage.relation;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.OnDelete;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tables that refer to each other, as maps. The rules are stated over the whole state: what a
 * delete takes is a closure, and a state is refused if anything in it dangles. So nothing here
 * depends on an order.
 */
final class ModelDatabase {

  /**
   * A ref field.
   *
   * @param target position of the table it refers to
   * @param keyOffset where its leaves begin in the primary key, or -1 if it is not part of it
   */
  record Ref(String field, int target, OnDelete onDelete, boolean nullable, int keyOffset) {}

  /**
   * A table: {@code keyLeaves} numbers as primary key, refs, and a value.
   *
   * @param ownKeys fields {@code k0…} of the key; a ref in the key stands before them
   */
  record Shape(String name, int keyLeaves, int ownKeys, List<Ref> refs) {

    List<Ref> refsBesideKey() {
      return refs.stream().filter(ref -> ref.keyOffset() < 0).toList();
    }
  }

  /** A row; {@code refs} are those beside the key, in order, null for none. */
  record Row(List<Long> key, List<List<Long>> refs, long value, long sequence) {

    Row withRefs(List<List<Long>> newRefs, long newSequence) {
      return new Row(key, newRefs, value, newSequence);
    }

    boolean sameContents(Row other) {
      return key.equals(other.key) && refs.equals(other.refs) && value == other.value;
    }
  }

  /** A row's place. */
  private record Place(int table, List<Long> key) {}

  final List<Shape> shapes;
  final List<TreeMap<List<Long>, Row>> tables = new ArrayList<>();

  ModelDatabase(List<Shape> shapes) {
    this.shapes = shapes;
    shapes.forEach(shape -> tables.add(new TreeMap<>(ModelDatabase::compare)));
  }

  private static int compare(List<Long> left, List<Long> right) {
    for (int i = 0; i < left.size(); i++) {
      int order = Long.compare(left.get(i), right.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  ModelDatabase copy() {
    ModelDatabase copy = new ModelDatabase(shapes);
    for (int i = 0; i < tables.size(); i++) {
      copy.tables.get(i).putAll(tables.get(i));
    }
    return copy;
  }

  void become(ModelDatabase other) {
    for (int i = 0; i < tables.size(); i++) {
      tables.get(i).clear();
      tables.get(i).putAll(other.tables.get(i));
    }
  }

  RejectionCode insert(int table, Row row) {
    return tables.get(table).putIfAbsent(row.key(), row) == null ? null : RejectionCode.UNIQUE;
  }

  RejectionCode update(int table, List<Long> key, Row row) {
    Row old = tables.get(table).get(key);
    if (old == null) {
      return RejectionCode.NOT_FOUND;
    }
    if (old.sameContents(row)) {
      return null;
    }
    if (!row.key().equals(key) && tables.get(table).containsKey(row.key())) {
      return RejectionCode.UNIQUE;
    }
    tables.get(table).remove(key);
    tables.get(table).put(row.key(), row);
    return null;
  }

  RejectionCode delete(int table, List<Long> key, long sequence) {
    if (!tables.get(table).containsKey(key)) {
      return RejectionCode.NOT_FOUND;
    }
    delete(table, List.of(key), sequence);
    return null;
  }

  /** Deletes rows and what hangs on them. */
  void delete(int table, Collection<List<Long>> keys, long sequence) {
    Set<Place> gone = new HashSet<>();
    keys.forEach(key -> gone.add(new Place(table, key)));
    boolean grew = true;
    while (grew) {
      grew = false;
      for (int t = 0; t < tables.size(); t++) {
        for (Row row : tables.get(t).values()) {
          for (Ref ref : shapes.get(t).refs()) {
            if (ref.onDelete() == OnDelete.CASCADE && gone.contains(target(t, row, ref))) {
              grew |= gone.add(new Place(t, row.key()));
            }
          }
        }
      }
    }
    gone.forEach(place -> tables.get(place.table()).remove(place.key()));
    for (int t = 0; t < tables.size(); t++) {
      for (Row row : List.copyOf(tables.get(t).values())) {
        setNull(t, row, gone, sequence);
      }
    }
  }

  private void setNull(int t, Row row, Set<Place> gone, long sequence) {
    List<List<Long>> refs = new ArrayList<>(row.refs());
    List<Ref> fields = shapes.get(t).refsBesideKey();
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).onDelete() == OnDelete.SET_NULL
          && gone.contains(target(t, row, fields.get(i)))) {
        refs.set(i, null);
      }
    }
    if (!refs.equals(row.refs())) {
      tables.get(t).put(row.key(), row.withRefs(refs, sequence));
    }
  }

  /** Tells whether any row refers to one that is not there. */
  boolean dangles() {
    for (int t = 0; t < tables.size(); t++) {
      for (Row row : tables.get(t).values()) {
        for (Ref ref : shapes.get(t).refs()) {
          Place target = target(t, row, ref);
          if (target != null && !tables.get(target.table()).containsKey(target.key())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private Place target(int table, Row row, Ref ref) {
    List<Long> key;
    if (ref.keyOffset() >= 0) {
      int leaves = shapes.get(ref.target()).keyLeaves();
      key = row.key().subList(ref.keyOffset(), ref.keyOffset() + leaves);
    } else {
      key = row.refs().get(shapes.get(table).refsBesideKey().indexOf(ref));
    }
    return key == null ? null : new Place(ref.target(), key);
  }

  int size() {
    return tables.stream().mapToInt(TreeMap::size).sum();
  }
}
