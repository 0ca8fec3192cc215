package io.tactus.storage.query;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.TableIndexes;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a row to the rows of another table that it refers to, or that refer to it.
 *
 * <pre>
 *   players.guild ref(guilds)
 *   from players: guild(…) or guilds(…)       to one    the key of guilds
 *   from guilds:  players(…)                  to many   the index ref:guild of players
 * </pre>
 *
 * <p>In a table that refers to itself the field's name leads to one row and the table's name to
 * many. Threading: immutable.
 *
 * @param toOne whether there is at most one related row
 * @param target the table of the related rows
 * @param field the field that refers
 * @param index the index of the target by which they are found
 * @param key the leaves of a row that make up the key to look for
 */
record Relation(boolean toOne, TableMeta target, String field, int index, List<RowField> key) {

  /**
   * Finds the relation an embedding means.
   *
   * @throws io.tactus.storage.Rejection as PostgREST: INVALID_QUERY PGRST200 if there is none,
   *     AMBIGUOUS_RELATION PGRST201 if there are several
   */
  static Relation find(Catalog catalog, TableMeta from, SelectItem.Embed embed) {
    List<Relation> found = new ArrayList<>();
    for (Field field : from.definition().fields()) {
      boolean named = embed.target().equals(field.name());
      String table = field.type().name();
      if (isReference(field)
          && (named || (embed.target().equals(table) && !table.equals(from.name())))
          && hinted(embed.hint(), from.name(), field.name())) {
        RowLayout layout = from.layout();
        found.add(
            new Relation(
                true, catalog.table(table), field.name(), 0, layout.leaves(List.of(field.name()))));
      }
    }
    TableMeta target = catalog.table(embed.target());
    if (target != null && !target.isSystem()) {
      toMany(from, target, embed.hint(), found);
    }
    if (found.isEmpty()) {
      throw QueryErrors.noRelation(from.name(), embed.target(), embed.hint());
    }
    if (found.size() > 1) {
      throw QueryErrors.ambiguous(
          from.name(),
          embed.target(),
          found.stream()
              .map(relation -> embed.target() + "!" + relation.hint(from, found))
              .toList());
    }
    return found.get(0);
  }

  /**
   * Returns what tells this relation from the others: its field, or, if that is not enough, more.
   */
  private String hint(TableMeta from, List<Relation> others) {
    boolean enough = others.stream().filter(other -> other.field.equals(field)).count() == 1;
    return enough ? field : constraint(toOne ? from.name() : target.name(), field);
  }

  private static void toMany(TableMeta from, TableMeta target, String hint, List<Relation> found) {
    List<RowField> key = new ArrayList<>();
    for (int i = 0; i < from.layout().keyFieldCount(); i++) {
      key.add(from.layout().keyField(i));
    }
    for (Field field : target.definition().fields()) {
      if (isReference(field)
          && field.type().name().equals(from.name())
          && hinted(hint, target.name(), field.name())) {
        int index = indexOf(target, field.name());
        found.add(new Relation(false, target, field.name(), index, List.copyOf(key)));
      }
    }
  }

  private static boolean isReference(Field field) {
    return field.type().kind() == TypeKind.REF && !field.type().isArray();
  }

  /** A hint is the field that refers, or the name PostgreSQL would give the constraint. */
  private static boolean hinted(String hint, String table, String field) {
    return hint.isEmpty() || hint.equals(field) || hint.equals(constraint(table, field));
  }

  private static String constraint(String table, String field) {
    return table + "_" + field + "_fkey";
  }

  private static int indexOf(TableMeta table, String field) {
    List<IndexDefinition> indexes = TableIndexes.of(table.definition());
    for (int i = 0; i < indexes.size(); i++) {
      if (indexes.get(i).name().equals(TableIndexes.REFERENCE + field)) {
        return i;
      }
    }
    throw new IllegalStateException("no index of the reference " + table.name() + "." + field);
  }

  /** Returns the bytes of a key. */
  int keyBytes() {
    return key.stream().mapToInt(RowField::sizeBytes).sum();
  }

  /**
   * Returns the path to the related rows of whichever row's key is in an array, which changes.
   *
   * @param filter what the related rows must be
   */
  AccessPath path(Filter filter, RowOrder order, byte[] image) {
    KeyImages keys = new KeyImages(List.of(image), new java.util.BitSet());
    return toOne
        ? new LookUpPath(filter, "primary", 0, keys, order.size())
        : new PostingPath(filter, TableIndexes.REFERENCE + field, index, true, key.size(), keys);
  }
}
