package io.tactus.storage.schema;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Reads schema documents; refuses what it does not know, and says where. */
final class SchemaReader {

  private static final List<String> TABLE = List.of("name", "fields", "primaryKey", "indexes");
  private static final List<String> STORED_TABLE =
      List.of("id", "nextFieldId", "name", "fields", "primaryKey", "indexes");
  private static final List<String> FIELD =
      List.of("name", "type", "nullable", "generated", "default", "min", "max", "onDelete");
  private static final List<String> STORED_FIELD =
      List.of("id", "name", "type", "nullable", "generated", "default", "min", "max", "onDelete");
  private static final List<String> COMPOSITE = List.of("name", "fields");
  private static final List<String> ENUM = List.of("name", "enum");
  private static final List<String> MEMBER = List.of("name", "type", "min", "max");
  private static final List<String> INDEX = List.of("name", "fields", "kind", "unique", "cell");

  private final boolean stored;

  /** Creates a reader of the public form, or of the stored form with ids. */
  SchemaReader(boolean stored) {
    this.stored = stored;
  }

  Schema schema(JsonNode node) {
    demandObject(node, "", List.of("version", "types", "tables"));
    JsonNode version = node.member("version");
    long number = version == null ? 0 : number(version, "version");
    List<TypeDefinition> types = types(node.member("types"));
    List<JsonNode> nodes = array(required(node, "tables", ""), "tables");
    if (nodes.size() > SchemaLimits.MAX_TABLES) {
      throw SchemaErrors.invalid(
          "tables", "at most " + SchemaLimits.MAX_TABLES + ", not " + nodes.size());
    }
    List<TableDefinition> tables = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      TableDefinition table = table(nodes.get(i), "tables[" + i + "].");
      if (!names.add(table.name())) {
        throw SchemaErrors.invalid("tables[" + i + "].name", "'" + table.name() + "' occurs twice")
            .at(table.name(), "");
      }
      tables.add(table);
    }
    checkResolved(types, tables);
    return new Schema(number, tables, types);
  }

  /** Checks what can be told only now that all types and tables are known. */
  private void checkResolved(List<TypeDefinition> types, List<TableDefinition> tables) {
    Types known = Types.of(types, tables);
    for (int i = 0; i < types.size(); i++) {
      known.check(types.get(i), "types[" + i + "].");
    }
    for (int i = 0; i < tables.size(); i++) {
      TableRules.check(tables.get(i), known, "tables[" + i + "].");
    }
  }

  private List<TypeDefinition> types(JsonNode node) {
    List<TypeDefinition> types = new ArrayList<>();
    if (node == null) {
      return types;
    }
    List<JsonNode> nodes = array(node, "types");
    if (nodes.size() > SchemaLimits.MAX_TYPES) {
      throw SchemaErrors.invalid(
          "types", "at most " + SchemaLimits.MAX_TYPES + ", not " + nodes.size());
    }
    TreeSet<String> names = new TreeSet<>();
    for (int i = 0; i < nodes.size(); i++) {
      TypeDefinition type = type(nodes.get(i), "types[" + i + "].");
      if (!names.add(type.name())) {
        throw SchemaErrors.invalid("types[" + i + "].name", "'" + type.name() + "' occurs twice");
      }
      types.add(type);
    }
    return types;
  }

  /** Reads one declared type, as in {@code POST /schema/v1/types}. */
  TypeDefinition type(JsonNode node, String place) {
    boolean enumerated = node.kind() == Kind.OBJECT && node.member("enum") != null;
    demandObject(node, place, enumerated ? ENUM : COMPOSITE);
    String name = string(required(node, "name", place), place + "name");
    TypeDefinition type;
    if (enumerated) {
      type = new EnumType(name, strings(node.member("enum"), place + "enum"));
    } else {
      List<CompositeType.Member> members = new ArrayList<>();
      for (JsonNode member : array(required(node, "fields", place), place + "fields")) {
        members.add(member(member, place + "fields[" + members.size() + "]."));
      }
      type = new CompositeType(name, members);
    }
    TypeRules.check(type, place);
    return type;
  }

  private CompositeType.Member member(JsonNode node, String place) {
    demandObject(node, place, MEMBER);
    String name = string(required(node, "name", place), place + "name");
    FieldType type = fieldType(node, name, place);
    return new CompositeType.Member(
        name,
        type,
        bound(type, node.member("min"), place + "min"),
        bound(type, node.member("max"), place + "max"));
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
      TableRules.check(table, null, place);
    }
    return table;
  }

  /** Reads one field, as in {@code POST /schema/v1/tables/{t}/fields}. */
  Field field(JsonNode node, String place) {
    demandObject(node, place, stored ? STORED_FIELD : FIELD);
    String name = string(required(node, "name", place), place + "name");
    FieldType type = fieldType(node, name, place);
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
        constant(type, defaultNode, place + "default"),
        bound(type, node.member("min"), place + "min"),
        bound(type, node.member("max"), place + "max"),
        onDelete(node.member("onDelete"), place + "onDelete"));
  }

  private static FieldType fieldType(JsonNode node, String name, String place) {
    String text = string(required(node, "type", place), place + "type");
    try {
      return FieldType.parse(text);
    } catch (Rejection refused) {
      throw SchemaErrors.at(place + "type", refused).at("", name);
    }
  }

  private static OnDelete onDelete(JsonNode node, String place) {
    if (node == null) {
      return OnDelete.RESTRICT;
    }
    OnDelete rule = OnDelete.of(string(node, place));
    if (rule == null) {
      throw SchemaErrors.invalid(
          place, "'" + node.text() + "' is none of restrict, cascade and setNull");
    }
    return rule;
  }

  private static Literal constant(FieldType type, JsonNode node, String place) {
    if (node == null) {
      return null;
    }
    return type.isScalar() ? LiteralJson.read(type, node, place) : LiteralJson.unresolved(node);
  }

  /** Reads a bound: of the elements, in an array. */
  private static Literal bound(FieldType type, JsonNode node, String place) {
    if (node == null) {
      return null;
    }
    if (!type.kind().hasBounds()) {
      throw SchemaErrors.invalid(place, type + " takes no bounds");
    }
    return LiteralJson.read(type.element(), node, place);
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
        cell == null ? 0 : bound(FieldType.of(TypeKind.F64), cell, place + "cell").asDouble());
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
