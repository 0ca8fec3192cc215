package io.tactus.storage.alteration;

import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.Schema;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A schema document that is to become true: finds out which of its tables and fields are those that
 * are there, by {@code renamedFrom} or by name, and gives them their ids.
 *
 * <p>{@code renamedFrom} is only a hint for the one change: where the old name is not there (any
 * more), it means nothing, so that a document can be declared twice.
 */
final class DeclaredSchema {
  private static final String RENAMED_FROM = "renamedFrom";

  private final Map<String, String> tableRenames = new TreeMap<>();
  private final Map<String, Map<String, String>> fieldRenames = new TreeMap<>();

  private DeclaredSchema() {}

  /**
   * Returns the declared schema with the ids of what is there already.
   *
   * @throws io.tactus.storage.Rejection SCHEMA_INVALID, CONFLICT
   */
  static Schema resolve(Schema before, JsonNode document) {
    DeclaredSchema declared = new DeclaredSchema();
    Schema wanted = SchemaJson.readSchema(declared.withoutRenames(document));
    return declared.identify(before, wanted);
  }

  private Schema identify(Schema before, Schema wanted) {
    Map<String, String> oldTables =
        origins(
            "table",
            wanted.tables().stream().map(TableDefinition::name).toList(),
            before.tables().stream()
                .map(TableDefinition::name)
                .collect(Collectors.toCollection(TreeSet::new)),
            tableRenames);
    List<TableDefinition> tables = new ArrayList<>();
    for (TableDefinition table : wanted.tables()) {
      String oldName = oldTables.get(table.name());
      tables.add(oldName == null ? table : identify(before.table(oldName), table));
    }
    return wanted.withTables(tables);
  }

  private TableDefinition identify(TableDefinition before, TableDefinition wanted) {
    Map<String, String> oldFields =
        origins(
            "field",
            wanted.fields().stream().map(Field::name).toList(),
            before.fields().stream()
                .map(Field::name)
                .collect(Collectors.toCollection(TreeSet::new)),
            fieldRenames.getOrDefault(wanted.name(), new TreeMap<>()));
    List<Field> fields = new ArrayList<>();
    for (Field field : wanted.fields()) {
      String oldName = oldFields.get(field.name());
      fields.add(oldName == null ? field : field.withId(before.field(oldName).id()));
    }
    return before
        .withName(wanted.name())
        .withContents(fields, wanted.primaryKey(), wanted.indexes())
        .withIds(before.id());
  }

  /** By new name: the old name of what is the same thing; what is new is not in the map. */
  private static Map<String, String> origins(
      String what, List<String> wanted, Set<String> present, Map<String, String> renames) {
    Map<String, String> origins = new TreeMap<>();
    Set<String> claimed = new TreeSet<>();
    for (String name : wanted) {
      String old = renames.get(name);
      boolean renamed = old != null && !old.equals(name) && present.contains(old);
      if (renamed && present.contains(name) && !renames.containsValue(name)) {
        // Both are there: the rename is done already, or somebody made the new one by hand.
        if (wanted.contains(old)) {
          renamed = false;
        } else {
          throw AlterationErrors.invalid(
                  RENAMED_FROM, what + " " + name + " is there already, and so is " + old)
              .withHint("drop one of them first, or leave renamedFrom out");
        }
      }
      String origin = renamed ? old : name;
      if (renamed && !claimed.add(old)) {
        throw AlterationErrors.invalid(RENAMED_FROM, "two come from " + what + " " + old);
      }
      if (renamed || present.contains(origin)) {
        origins.put(name, origin);
      }
    }
    for (Map.Entry<String, String> entry : new TreeMap<>(origins).entrySet()) {
      boolean taken = claimed.contains(entry.getValue());
      if (taken && entry.getKey().equals(entry.getValue())) {
        // Its old self goes under another name: this one is new.
        origins.remove(entry.getKey());
      }
    }
    return origins;
  }

  private JsonNode withoutRenames(JsonNode schema) {
    return mapMember(schema, "tables", tables -> mapElements(tables, this::withoutTableRename));
  }

  private JsonNode withoutTableRename(JsonNode table) {
    String name = name(table);
    Map<String, String> fields = new TreeMap<>();
    JsonNode plain =
        mapMember(
            table, "fields", nodes -> mapElements(nodes, field -> withoutRename(field, fields)));
    fieldRenames.put(name, fields);
    return withoutRename(plain, tableRenames);
  }

  private static JsonNode withoutRename(JsonNode node, Map<String, String> renames) {
    JsonNode old = node.kind() == Kind.OBJECT ? node.member(RENAMED_FROM) : null;
    if (old == null) {
      return node;
    }
    if (old.kind() != Kind.STRING) {
      throw AlterationErrors.invalid(RENAMED_FROM, "expected a string, not " + old.kind().words());
    }
    renames.put(name(node), old.text());
    List<String> names = new ArrayList<>(node.names());
    List<JsonNode> values = new ArrayList<>(node.values());
    int at = names.indexOf(RENAMED_FROM);
    names.remove(at);
    values.remove(at);
    return new JsonNode(Kind.OBJECT, "", names, values);
  }

  /** The name in a document that has not been checked yet. */
  private static String name(JsonNode node) {
    JsonNode name = node.kind() == Kind.OBJECT ? node.member("name") : null;
    return name == null ? "" : name.text();
  }

  private static JsonNode mapMember(
      JsonNode node, String member, Function<JsonNode, JsonNode> change) {
    int at = node.kind() == Kind.OBJECT ? node.names().indexOf(member) : -1;
    if (at < 0) {
      return node;
    }
    List<JsonNode> values = new ArrayList<>(node.values());
    values.set(at, change.apply(values.get(at)));
    return new JsonNode(node.kind(), node.text(), node.names(), values);
  }

  private static JsonNode mapElements(JsonNode node, Function<JsonNode, JsonNode> change) {
    return node.kind() != Kind.ARRAY
        ? node
        : new JsonNode(Kind.ARRAY, "", List.of(), node.values().stream().map(change).toList());
  }
}
