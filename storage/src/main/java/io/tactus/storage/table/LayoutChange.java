package io.tactus.storage.table;

import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.schema.TableDefinition;
import java.util.List;

/**
 * Whether commands that were encoded for one layout of a table may be applied to another.
 *
 * <p>They hold ordinals, key images, values that have been checked, and filters with names. So any
 * change of the fields counts, but for defaults, which are filled in when a command is applied.
 *
 * <p>Threading: stateless.
 */
final class LayoutChange {

  private LayoutChange() {}

  static boolean between(RowLayout before, RowLayout after) {
    return !before.sameShapes(after)
        || !fields(before.table()).equals(fields(after.table()))
        || !before.table().primaryKey().equals(after.table().primaryKey());
  }

  private static List<Field> fields(TableDefinition table) {
    return table.fields().stream()
        .map(field -> field.withDefault(null).withOnDelete(OnDelete.RESTRICT))
        .toList();
  }
}
