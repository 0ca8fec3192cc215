package io.tactus.storage.relation;

import io.tactus.storage.row.RowColumn;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.table.IndexMeta;
import io.tactus.storage.table.TableIndexes;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * Which tables refer to which, as one catalog knows it: for every table the relations that begin at
 * it and those that end at it, each ordered by the id of the referring table and then by field.
 * That order, not names, decides in which order rows are visited.
 *
 * <p>Threading: immutable.
 */
public final class Relations {

  /** No table refers to any. */
  public static final Relations NONE = new Relations(List.of());

  private static final Relation[] NO_RELATIONS = {};

  private final List<Relation> all;
  private final Int2ObjectHashMap<Relation[]> from = new Int2ObjectHashMap<>();
  private final Int2ObjectHashMap<Relation[]> to = new Int2ObjectHashMap<>();

  /**
   * Finds the relations between these tables: all of a catalog. One to a table that is not among
   * them, while a schema change is half done, is left out.
   */
  public Relations(Collection<TableMeta> tables) {
    Map<String, TableMeta> byName = new TreeMap<>();
    tables.forEach(table -> byName.put(table.name(), table));
    List<Relation> found = new ArrayList<>();
    tables.stream()
        .sorted(Comparator.comparingInt(TableMeta::id))
        .forEach(table -> addRelationsOf(table, byName, found));
    all = List.copyOf(found);
    for (TableMeta table : tables) {
      put(from, table, all, Relation::table);
      put(to, table, all, Relation::target);
    }
  }

  private static void addRelationsOf(
      TableMeta table, Map<String, TableMeta> byName, List<Relation> all) {
    for (int i = 0; i < table.layout().columnCount(); i++) {
      RowColumn column = table.layout().column(i);
      if (column.shape() instanceof Shape.Reference reference) {
        TableMeta target = byName.get(reference.table());
        if (target != null) {
          all.add(new Relation(table, column, target, referenceIndex(table, column)));
        }
      }
    }
  }

  private static int referenceIndex(TableMeta table, RowColumn column) {
    for (IndexMeta index : table.indexes()) {
      if (index.internal() && index.name().equals(TableIndexes.REFERENCE + column.name())) {
        return index.position();
      }
    }
    throw new IllegalArgumentException(table + " lacks the index of its field " + column.name());
  }

  private static void put(
      Int2ObjectHashMap<Relation[]> map,
      TableMeta table,
      List<Relation> all,
      Function<Relation, TableMeta> end) {
    Relation[] relations =
        all.stream().filter(r -> end.apply(r).id() == table.id()).toArray(Relation[]::new);
    if (relations.length > 0) {
      map.put(table.id(), relations);
    }
  }

  /** Returns all relations, ordered by id of the referring table and by field. */
  public List<Relation> all() {
    return all;
  }

  /** Tells whether a table refers or is referred to. */
  public boolean concern(int tableId) {
    return from.containsKey(tableId) || to.containsKey(tableId);
  }

  /** Returns the relations that begin at a table: its ref fields. */
  public List<Relation> referencesOf(int tableId) {
    return List.of(from(tableId));
  }

  /** Returns the relations that end at a table: the fields, its own included, that refer to it. */
  public List<Relation> referrersOf(int tableId) {
    return List.of(to(tableId));
  }

  /** As {@link #referencesOf}, for hot paths; not to be written to. */
  Relation[] from(int tableId) {
    Relation[] relations = from.get(tableId);
    return relations == null ? NO_RELATIONS : relations;
  }

  /** As {@link #referrersOf}, for hot paths; not to be written to. */
  Relation[] to(int tableId) {
    Relation[] relations = to.get(tableId);
    return relations == null ? NO_RELATIONS : relations;
  }

  @Override
  public String toString() {
    return all.toString();
  }
}
