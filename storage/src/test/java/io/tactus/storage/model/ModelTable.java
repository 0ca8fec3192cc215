package io.tactus.storage.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** A table as a map from key values to rows. Whoever changes its definition resolves it anew. */
public final class ModelTable {
  public final int id;
  public String name;
  public List<ModelField> fields;
  public List<String> key;
  public List<ModelIndex> indexes;
  public Map<List<Object>, ModelRow> rows = new LinkedHashMap<>();
  public long counter;

  /** Whether it has, or once had, a generated field: then it has a counter. */
  public boolean numbered;

  /** The schema version since which commands for this table are encoded as they are now. */
  public long layoutVersion;

  private List<Object> shape = List.of();
  private List<ModelLeaf> leaves = List.of();
  private List<List<ModelLeaf>> columns = List.of();
  private Map<List<String>, List<ModelLeaf>> paths = new HashMap<>();

  public ModelTable(
      int id, String name, List<ModelField> fields, List<String> key, List<ModelIndex> indexes) {
    this.id = id;
    this.name = name;
    this.fields = List.copyOf(fields);
    this.key = List.copyOf(key);
    this.indexes = List.copyOf(indexes);
  }

  public ModelTable copy() {
    ModelTable copy = new ModelTable(id, name, fields, key, indexes);
    copy.rows = new LinkedHashMap<>(rows);
    copy.counter = counter;
    copy.numbered = numbered;
    copy.leaves = leaves;
    copy.columns = columns;
    copy.paths = paths;
    copy.layoutVersion = layoutVersion;
    copy.shape = shape;
    return copy;
  }

  /** Finds out what the fields are made of. */
  public void resolve(ModelStore store) {
    List<ModelLeaf> all = new ArrayList<>();
    for (int column = 0; column < fields.size(); column++) {
      int first = all.size();
      ModelField field = fields.get(column);
      for (ModelLeaf leaf : store.leaves(field.name(), field.type())) {
        all.add(
            new ModelLeaf(
                all.size(),
                column,
                all.size() - first,
                leaf.path(),
                leaf.kind(),
                leaf.capacity(),
                leaf.names()));
      }
    }
    leaves = List.copyOf(all);
    numbered |= generatedColumn() >= 0;
    paths = new HashMap<>();
    columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      int column = i;
      columns.add(leaves.stream().filter(leaf -> leaf.column() == column).toList());
    }
    List<Object> now = shape();
    if (!now.equals(shape)) {
      shape = now;
      layoutVersion = store.schemaVersion;
    }
  }

  /** All that a command relies on when it is encoded: not defaults, not what follows a delete. */
  private List<Object> shape() {
    List<Object> all = new ArrayList<>(key);
    fields.forEach(field -> all.add(field.withDefault(null).withOnDelete("restrict")));
    for (ModelLeaf leaf : leaves) {
      all.add(List.of(leaf.path(), leaf.kind(), leaf.sizeBytes(), leaf.names()));
    }
    return all;
  }

  public List<ModelLeaf> leaves() {
    return leaves;
  }

  public List<ModelLeaf> leavesOf(int column) {
    return columns.get(column);
  }

  /** The leaves that paths lead to, in their order. */
  public List<ModelLeaf> leaves(List<String> wanted) {
    return paths.computeIfAbsent(
        wanted,
        names ->
            names.stream()
                .flatMap(
                    path ->
                        leaves.stream()
                            .filter(l -> l.path().equals(path) || l.path().startsWith(path + ".")))
                .toList());
  }

  public int column(String field) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(field)) {
        return i;
      }
    }
    return -1;
  }

  public ModelField fieldOf(ModelLeaf leaf) {
    return fields.get(leaf.column());
  }

  public List<Object> values(ModelRow row, List<ModelLeaf> of) {
    List<Object> values = new ArrayList<>();
    of.forEach(leaf -> values.add(row.value(leaf)));
    return values;
  }

  public List<Object> keyOf(ModelRow row) {
    return values(row, leaves(key));
  }

  public int generatedColumn() {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).generated()) {
        return i;
      }
    }
    return -1;
  }

  public boolean isKeyColumn(int column) {
    return ModelIndex.use(key, fields.get(column).name());
  }

  /** Tells whether another row has this one's key, or the values of a unique index. */
  public boolean conflicts(ModelRow row, ModelRow except) {
    ModelRow sameKey = rows.get(keyOf(row));
    if (sameKey != null && !sameKey.equals(except)) {
      return true;
    }
    return indexes.stream()
        .filter(ModelIndex::unique)
        .anyMatch(index -> conflicts(row, except, leaves(index.fields())));
  }

  private boolean conflicts(ModelRow row, ModelRow except, List<ModelLeaf> of) {
    List<Object> mine = values(row, of);
    return mine.stream().noneMatch(Objects::isNull)
        && rows.values().stream()
            .anyMatch(other -> !other.equals(except) && values(other, of).equals(mine));
  }

  /** Tells whether two rows have the same values here, and no nulls. */
  public boolean hasEqual(List<String> fields) {
    return rows.values().stream().anyMatch(row -> conflicts(row, row, leaves(fields)));
  }

  /** The largest generated number seen, kept in the table's own counter. */
  public void notice(List<Object> generated) {
    long value = (Long) generated.get(0);
    boolean negative = value < 0 && !leavesOf(generatedColumn()).get(0).kind().equals("u64");
    boolean larger = Long.compareUnsigned(value, counter) > 0;
    counter = larger && !negative ? value : counter;
  }

  /** Enters all rows under their keys as they are now; false if two have the same. */
  public boolean rekey() {
    Map<List<Object>, ModelRow> byKey = new LinkedHashMap<>();
    rows.values().forEach(row -> byKey.put(keyOf(row), row));
    boolean unique = byKey.size() == rows.size();
    rows = byKey;
    return unique;
  }

  /** The leaf each path of the indexes begins with. */
  private int firstLeaf(String path) {
    return leaves(List.of(path)).get(0).ordinal();
  }

  /** Where the paths of the indexes lead to, to be followed when names along them change. */
  public Map<String, Integer> pathsOfIndexes() {
    Map<String, Integer> ends = new HashMap<>();
    indexes.forEach(index -> index.fields().forEach(path -> ends.put(path, firstLeaf(path))));
    return ends;
  }

  /** Gives the paths of the indexes the names that now lead to where they led to. */
  public void followPaths(Map<String, Integer> ends) {
    indexes =
        indexes.stream()
            .map(i -> i.over(i.fields().stream().map(p -> followed(p, ends.get(p))).toList()))
            .toList();
  }

  private String followed(String path, int leaf) {
    String[] names = leaves.get(leaf).path().split("\\.", -1);
    int length = path.split("\\.", -1).length;
    return String.join(".", List.of(names).subList(0, length));
  }

  public String document() {
    return "{\"name\":\""
        + name
        + "\",\"fields\":["
        + fields.stream().map(ModelField::document).collect(Collectors.joining(","))
        + "],\"primaryKey\":["
        + key.stream().map(k -> '"' + k + '"').collect(Collectors.joining(","))
        + "],\"indexes\":["
        + indexes.stream().map(ModelIndex::document).collect(Collectors.joining(","))
        + "]}";
  }

  /** Puts a field in the place of another; the rows stay as they are. */
  void setField(int column, ModelField field) {
    List<ModelField> changed = new ArrayList<>(fields);
    changed.set(column, field);
    fields = List.copyOf(changed);
  }
}
