package io.tactus.storage.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** A store as maps of tables and types. */
public final class ModelStore {
  private static final int FIRST_USER_ID = 64;

  public final SortedMap<String, ModelTable> tables = new TreeMap<>();
  public final SortedMap<String, ModelType> types = new TreeMap<>();
  public int lastTableId = FIRST_USER_ID - 1;
  public long schemaVersion;

  /** The last number given to a call that waits for its tick. */
  public long lastScheduled;

  /** The last number given to a reply that is kept for an idempotency key. */
  public long lastKept;

  public ModelStore copy() {
    ModelStore copy = new ModelStore();
    tables.forEach((name, table) -> copy.tables.put(name, table.copy()));
    copy.types.putAll(types);
    copy.lastTableId = lastTableId;
    copy.schemaVersion = schemaVersion;
    copy.lastScheduled = lastScheduled;
    copy.lastKept = lastKept;
    return copy;
  }

  /** The table with an id, or null. */
  public ModelTable table(int id) {
    return tables.values().stream().filter(table -> table.id == id).findFirst().orElse(null);
  }

  public void resolveAll() {
    tables.values().forEach(table -> table.resolve(this));
  }

  /** The leaves of a type; their ordinals are those within the type. */
  public List<ModelLeaf> leaves(String path, String type) {
    List<ModelLeaf> leaves = new ArrayList<>();
    int length = ModelType.length(type);
    String element = ModelType.element(type);
    if (length > 0) {
      for (int i = 0; i < length; i++) {
        leaves.addAll(leaves(path + "." + i, element));
      }
    } else if (ModelType.target(type) != null) {
      ModelTable target = tables.get(ModelType.target(type));
      List<ModelLeaf> key = keyLeaves(target);
      for (ModelLeaf leaf : key) {
        leaves.add(leaf(key.size() == 1 ? path : path + "." + leaf.path(), leaf));
      }
    } else if (types.containsKey(type) && !types.get(type).isEnum()) {
      for (ModelType.Member member : types.get(type).members()) {
        leaves.addAll(leaves(path + "." + member.name(), member.type()));
      }
    } else {
      leaves.add(scalar(path, type));
    }
    return leaves;
  }

  /** Tells whether a table is another one, or its key refers to it, directly or by others. */
  boolean keysLead(String from, String to) {
    Set<String> met = new LinkedHashSet<>();
    Deque<String> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      String name = next.remove();
      if (name.equals(to)) {
        return true;
      }
      if (met.add(name)) {
        ModelTable table = tables.get(name);
        for (int i = 0; i < table.fields.size(); i++) {
          if (table.isKeyColumn(i) && table.fields.get(i).target() != null) {
            next.add(table.fields.get(i).target());
          }
        }
      }
    }
    return false;
  }

  /** The leaves of a table's key, whether or not the table has been resolved. */
  private List<ModelLeaf> keyLeaves(ModelTable table) {
    List<ModelLeaf> leaves = new ArrayList<>();
    for (String name : table.key) {
      leaves.addAll(leaves(name, table.fields.get(table.column(name)).type()));
    }
    return leaves;
  }

  private static ModelLeaf leaf(String path, ModelLeaf like) {
    return new ModelLeaf(0, 0, 0, path, like.kind(), like.capacity(), like.names());
  }

  private ModelLeaf scalar(String path, String type) {
    if (types.containsKey(type)) {
      return new ModelLeaf(0, 0, 0, path, "enum", 0, types.get(type).values());
    }
    if (type.startsWith("string(")) {
      int capacity = Integer.parseInt(type.substring(7, type.length() - 1));
      return new ModelLeaf(0, 0, 0, path, "string", capacity, List.of());
    }
    return new ModelLeaf(0, 0, 0, path, type, 0, List.of());
  }

  /** A field that refers to rows, and the table it is of. */
  public record Reference(ModelTable table, int column, ModelTable target) {

    boolean refersTo(ModelRow row, List<Object> key) {
      List<Object> value = row.columns().get(column);
      return value != null && value.equals(key);
    }

    boolean isMissing(ModelRow row) {
      List<Object> value = row.columns().get(column);
      return value != null && !target.rows.containsKey(value);
    }

    String onDelete() {
      return table.fields.get(column).onDelete();
    }
  }

  public List<Reference> referencesFrom(ModelTable table) {
    List<Reference> references = new ArrayList<>();
    for (int i = 0; i < table.fields.size(); i++) {
      String target = table.fields.get(i).target();
      if (target != null) {
        references.add(new Reference(table, i, tables.get(target)));
      }
    }
    return references;
  }

  public List<Reference> referencesTo(ModelTable table) {
    return tables.values().stream()
        .flatMap(other -> referencesFrom(other).stream())
        .filter(reference -> reference.target() == table)
        .toList();
  }

  /** Tells whether every reference points to a row that is there. */
  public boolean isWhole() {
    return tables.values().stream()
        .flatMap(table -> referencesFrom(table).stream())
        .noneMatch(r -> r.table().rows.values().stream().anyMatch(r::isMissing));
  }
}
