package io.tactus.storage.schema;

import io.tactus.storage.schema.Shape.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What must hold of a table's primary key and indexes. Their fields are named by path, and a path
 * to a composite, an array or a reference means all leaves below it.
 */
final class KeyRules {

  private KeyRules() {}

  static void checkPrimary(TableDefinition table, Types types, String place) {
    checkKey(table, types, place + "primaryKey", table.primaryKey());
    for (int i = 0; i < table.primaryKey().size(); i++) {
      Field field = table.columnOf(table.primaryKey().get(i));
      if (field.nullable()) {
        throw SchemaErrors.invalid(
            place + "primaryKey[" + i + "]", "'" + field.name() + "' is nullable");
      }
    }
  }

  /** Checks the fields of a key or index. */
  static void checkKey(TableDefinition table, Types types, String place, List<String> names) {
    if (names.isEmpty() || names.size() > SchemaLimits.MAX_KEY_FIELDS) {
      throw SchemaErrors.invalid(
          place, "1 to " + SchemaLimits.MAX_KEY_FIELDS + " fields, not " + names.size());
    }
    TreeSet<String> seen = new TreeSet<>();
    int bytes = 0;
    int leaves = 0;
    for (int i = 0; i < names.size(); i++) {
      String here = place + "[" + i + "]";
      String name = names.get(i);
      Shape shape = types.shape(table, name);
      if (shape == null) {
        throw SchemaErrors.invalid(here, "there is no field '" + name + "'");
      }
      List<String> paths = new ArrayList<>();
      ShapePaths.forEachLeaf(name, shape, (path, leaf) -> paths.add(path));
      for (String path : paths) {
        if (!seen.add(path)) {
          throw SchemaErrors.invalid(here, "'" + path + "' occurs twice");
        }
      }
      if (shape instanceof Leaf leaf && leaf.type().kind().isVariable()) {
        throw SchemaErrors.invalid(
            here, "'" + name + "' is of type " + leaf.type() + "; use string(N) in keys");
      }
      leaves += paths.size();
      bytes += shape.sizeBytes();
    }
    if (leaves > SchemaLimits.MAX_KEY_FIELDS) {
      throw SchemaErrors.invalid(
          place, leaves + " values, at most " + SchemaLimits.MAX_KEY_FIELDS + " are allowed");
    }
    if (bytes > SchemaLimits.MAX_KEY_BYTES) {
      throw SchemaErrors.invalid(
          place, bytes + " bytes, at most " + SchemaLimits.MAX_KEY_BYTES + " are allowed");
    }
  }
}
