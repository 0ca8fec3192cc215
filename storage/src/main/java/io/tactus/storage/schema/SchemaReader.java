package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import java.util.ArrayList;
import java.util.List;

/** Reads schema documents; refuses what it does not know, and says where. */
final class SchemaReader {

  private static final List<String> TABLE = List.of("name", "fields", "primaryKey", "indexes");
  private static final List<String> STORED_TABLE =
      List.of("id", "nextFieldId", "name", "fields", "primaryKey", "indexes");
  private static final List<String> FIELD =
      List.of("name", "type", "nullable", "generated", "default", "min", "max");
  private static final List<String> STORED_FIELD =
      List.of("id", "name", "type", "nullable", "generated", "default", "min", "max");
  private static final List<String> INDEX = List.of("name", "fields", "kind", "unique", "cell");

  private final boolean stored;

  /** Creates a reader of the public form, or of the stored form with ids. */
  SchemaReader(boolean stored) {
    this.stored = stored;
  }

  Schema schema(JsonNode node) {
    demandObject(node, "", List.of("version", "tables", "types"));
    JsonNode types = node.member("types");
    if (types != null && !array(types, "types").isEmpty()) {
      throw SchemaErrors.notYet("types", "declared types are");
    }
    JsonNode version = node.member("version");
    long number = version == null ? 0 : number(version, "version");
    List<JsonNode> nodes = array(required(node, "tables", ""), "tables");
    if (nodes.size() > SchemaLimits.MAX_TABLES) {
      throw SchemaErrors.invalid(
          "tables", "at most " + SchemaLimits.MAX_TABLES + ", not " + nodes.size());
    }
    List<TableDefinition> tables = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      TableDefinition table = table(nodes.get(i), "tables[" + i + "].");
      for (TableDefinition other : tables) {
        if (other.name().equals(table.name())) {
          throw SchemaErrors.invalid(
                  "tables[" + i + "].name", "'" + table.name() + "' occurs twice")
              .at(table.name(), "");
        }
      }
      tables.add(table);
    }
    return new Schema(number, tables);
  }

  TableDefinition table(JsonNode node, String place) {
    demandObject(node, place, stored ? STORED_TABLE : TABLE);
    String name = string(required(node, "name", place), place + "name");
    List<JsonNode> fieldNodes = array(required(node, "fields", place), place + "fields");
    if (fieldNodes.size() > SchemaLimits.MAX_FIELDS) {
      throw SchemaErrors.invalid(
          place + "fields",
          "a table has 1 to " + SchemaLimits.MAX_FIELDS + " fields, not " + fieldNodes.size());
    }
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < fieldNodes.size(); i++) {
      fields.add(field(fieldNodes.get(i), place + "fields[" + i + "]."));
    }
    List<String> key = strings(required(node, "primaryKey", place), place + "primaryKey");
    List<IndexDefinition> indexes = indexes(node.member("indexes"), place + "indexes");
    int id = stored ? id(node, "id", place) : 0;
    int nextFieldId = stored ? id(node, "nextFieldId", place) : 1;
    TableDefinition table = new TableDefinition(id, name, fields, key, indexes, nextFieldId);
    // System tables are stored, too, and have names nobody else may take.
    if (!stored) {
      TableRules.check(table, place);
    }
    return table;
  }

  /** Reads one field, as in {@code POST /schema/v1/tables/{t}/fields}. */
  Field field(JsonNode node, String place) {
    if (node.kind() == Kind.OBJECT && node.member("onDelete") != null) {
      throw SchemaErrors.notYet(place + "onDelete", "references are");
    }
    demandObject(node, place, stored ? STORED_FIELD : FIELD);
    String name = string(required(node, "name", place), place + "name");
    String typeText = string(required(node, "type", place), place + "type");
    FieldType type;
    try {
      type = FieldType.parse(typeText);
    } catch (Rejection refused) {
      throw SchemaErrors.at(place + "type", refused).at("", name);
    }
    boolean nullable = flag(node, "nullable", place);
    JsonNode defaultNode = node.member("default");
    if (defaultNode != null && defaultNode.kind() == Kind.NULL) {
      if (!nullable) {
        throw SchemaErrors.invalid(place + "default", "null, but the field is not nullable")
            .at("", name);
      }
      defaultNode = null;
    }
    return new Field(
        stored ? id(node, "id", place) : 0,
        name,
        type,
        nullable,
        flag(node, "generated", place),
        literal(type, defaultNode, place + "default"),
        literal(type, node.member("min"), place + "min"),
        literal(type, node.member("max"), place + "max"));
  }

  private static Literal literal(FieldType type, JsonNode node, String place) {
    return node == null ? null : LiteralJson.read(type, node, place);
  }

  private List<IndexDefinition> indexes(JsonNode node, String place) {
    List<IndexDefinition> indexes = new ArrayList<>();
    if (node != null) {
      List<JsonNode> nodes = array(node, place);
      for (int i = 0; i < nodes.size(); i++) {
        indexes.add(index(nodes.get(i), place + "[" + i + "]."));
      }
    }
    return indexes;
  }

  /** Reads one index, as in {@code POST /schema/v1/tables/{t}/indexes}. */
  IndexDefinition index(JsonNode node, String place) {
    demandObject(node, place, INDEX);
    JsonNode kindNode = node.member("kind");
    String kindText = kindNode == null ? IndexKind.HASH.text() : string(kindNode, place + "kind");
    IndexKind kind = IndexKind.of(kindText);
    if (kind == null) {
      throw SchemaErrors.invalid(
          place + "kind", "unknown kind '" + kindText + "'; known are hash, ordered, grid");
    }
    JsonNode cell = node.member("cell");
    return new IndexDefinition(
        string(required(node, "name", place), place + "name"),
        strings(required(node, "fields", place), place + "fields"),
        kind,
        flag(node, "unique", place),
        cell == null ? 0 : literal(FieldType.of(TypeKind.F64), cell, place + "cell").asDouble());
  }

  private static void demandObject(JsonNode node, String place, List<String> known) {
    String here = place.endsWith(".") ? place.substring(0, place.length() - 1) : place;
    if (node.kind() != Kind.OBJECT) {
      throw SchemaErrors.invalid(here, "expected an object, not " + node.kind().words());
    }
    for (String name : node.names()) {
      if (!known.contains(name)) {
        throw SchemaErrors.invalid(place + name, "unknown member; known are " + known);
      }
    }
  }

  private static JsonNode required(JsonNode node, String name, String place) {
    JsonNode member = node.member(name);
    if (member == null) {
      throw SchemaErrors.invalid(place + name, "missing");
    }
    return member;
  }

  private static List<JsonNode> array(JsonNode node, String place) {
    if (node.kind() != Kind.ARRAY) {
      throw SchemaErrors.invalid(place, "expected an array, not " + node.kind().words());
    }
    return node.values();
  }

  private static String string(JsonNode node, String place) {
    if (node.kind() != Kind.STRING) {
      throw SchemaErrors.invalid(place, "expected a string, not " + node.kind().words());
    }
    return node.text();
  }

  private static List<String> strings(JsonNode node, String place) {
    List<String> strings = new ArrayList<>();
    for (JsonNode element : array(node, place)) {
      strings.add(string(element, place + "[" + strings.size() + "]"));
    }
    return strings;
  }

  private static boolean flag(JsonNode node, String name, String place) {
    JsonNode member = node.member(name);
    if (member != null && member.kind() != Kind.BOOLEAN) {
      throw SchemaErrors.invalid(
          place + name, "expected true or false, not " + member.kind().words());
    }
    return member != null && member.text().equals("true");
  }

  private static int id(JsonNode node, String name, String place) {
    long id = number(required(node, name, place), place + name);
    if (id < 0 || id > Integer.MAX_VALUE) {
      throw SchemaErrors.invalid(place + name, id + " is no id");
    }
    return (int) id;
  }

  private static long number(JsonNode node, String place) {
    Literal value = LiteralJson.read(FieldType.of(TypeKind.I64), node, place);
    if (value.bits() < 0) {
      throw SchemaErrors.invalid(place, "negative");
    }
    return value.bits();
  }
}
