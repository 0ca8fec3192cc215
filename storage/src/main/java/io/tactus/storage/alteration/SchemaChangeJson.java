package io.tactus.storage.alteration;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange.AddField;
import io.tactus.storage.alteration.SchemaChange.AddIndex;
import io.tactus.storage.alteration.SchemaChange.AlterField;
import io.tactus.storage.alteration.SchemaChange.CreateTable;
import io.tactus.storage.alteration.SchemaChange.CreateType;
import io.tactus.storage.alteration.SchemaChange.DeclareSchema;
import io.tactus.storage.alteration.SchemaChange.DropField;
import io.tactus.storage.alteration.SchemaChange.DropIndex;
import io.tactus.storage.alteration.SchemaChange.DropTable;
import io.tactus.storage.alteration.SchemaChange.DropType;
import io.tactus.storage.alteration.SchemaChange.ExtendEnum;
import io.tactus.storage.alteration.SchemaChange.RenameTable;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import io.tactus.storage.json.JsonNodeText;
import java.util.ArrayList;
import java.util.List;

/**
 * Schema changes as JSON: the body of SCHEMA commands, so names and members are stored and never
 * change.
 *
 * <pre>
 *   {"change":"createTable","table":{…}}
 *   {"change":"dropTable","table":"players"}
 *   {"change":"renameTable","table":"players","name":"heroes"}
 *   {"change":"addField","table":"players","field":{…}}
 *   {"change":"dropField","table":"players","field":"gold"}
 *   {"change":"alterField","table":"players","field":"gold","set":{…},"allowLoss":true}
 *   {"change":"addIndex","table":"players","index":{…}}
 *   {"change":"dropIndex","table":"players","index":"by_name"}
 *   {"change":"createType","type":{…}}
 *   {"change":"dropType","type":"Vec3"}
 *   {"change":"extendEnum","type":"Region","values":["asia"]}
 *   {"change":"declareSchema","schema":{…},"allowLoss":true}
 * </pre>
 *
 * <p>{@code parse(print(x)).equals(x)}. Threading: stateless; cold.
 */
public final class SchemaChangeJson {

  private SchemaChangeJson() {}

  /** Prints a change. */
  public static byte[] print(SchemaChange change) {
    Members members = new Members();
    switch (change) {
      case CreateTable c -> members.text("change", "createTable").node("table", c.table());
      case DropTable c -> members.text("change", "dropTable").text("table", c.table());
      case RenameTable c ->
          members.text("change", "renameTable").text("table", c.table()).text("name", c.name());
      case AddField c ->
          members.text("change", "addField").text("table", c.table()).node("field", c.field());
      case DropField c ->
          members.text("change", "dropField").text("table", c.table()).text("field", c.field());
      case AlterField c ->
          members
              .text("change", "alterField")
              .text("table", c.table())
              .text("field", c.field())
              .node("set", c.changes())
              .flag("allowLoss", c.allowsLoss());
      case AddIndex c ->
          members.text("change", "addIndex").text("table", c.table()).node("index", c.index());
      case DropIndex c ->
          members.text("change", "dropIndex").text("table", c.table()).text("index", c.index());
      case CreateType c -> members.text("change", "createType").node("type", c.type());
      case DropType c -> members.text("change", "dropType").text("type", c.type());
      case ExtendEnum c ->
          members.text("change", "extendEnum").text("type", c.type()).texts("values", c.values());
      case DeclareSchema c ->
          members
              .text("change", "declareSchema")
              .node("schema", c.schema())
              .flag("allowLoss", c.allowsLoss());
    }
    return JsonNodeText.print(members.object());
  }

  /**
   * Parses a change.
   *
   * @throws Rejection MALFORMED
   */
  public static SchemaChange parse(byte[] json, int offset, int length) {
    JsonNode node = JsonNode.parse(json, offset, length);
    return switch (text(node, "change")) {
      case "createTable" -> new CreateTable(member(node, "table"));
      case "dropTable" -> new DropTable(text(node, "table"));
      case "renameTable" -> new RenameTable(text(node, "table"), text(node, "name"));
      case "addField" -> new AddField(text(node, "table"), member(node, "field"));
      case "dropField" -> new DropField(text(node, "table"), text(node, "field"));
      case "alterField" ->
          new AlterField(
              text(node, "table"),
              text(node, "field"),
              member(node, "set"),
              flag(node, "allowLoss"));
      case "addIndex" -> new AddIndex(text(node, "table"), member(node, "index"));
      case "dropIndex" -> new DropIndex(text(node, "table"), text(node, "index"));
      case "createType" -> new CreateType(member(node, "type"));
      case "dropType" -> new DropType(text(node, "type"));
      case "extendEnum" -> new ExtendEnum(text(node, "type"), texts(node, "values"));
      case "declareSchema" -> new DeclareSchema(member(node, "schema"), flag(node, "allowLoss"));
      default -> throw malformed("'change' names no schema change");
    };
  }

  private static JsonNode member(JsonNode node, String name) {
    JsonNode member = node.kind() == Kind.OBJECT ? node.member(name) : null;
    if (member == null) {
      throw malformed("'" + name + "' is missing");
    }
    return member;
  }

  private static String text(JsonNode node, String name) {
    JsonNode member = member(node, name);
    if (member.kind() != Kind.STRING) {
      throw malformed("'" + name + "' is no string");
    }
    return member.text();
  }

  private static List<String> texts(JsonNode node, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode value : member(node, name).values()) {
      if (value.kind() != Kind.STRING) {
        throw malformed("'" + name + "' holds something other than strings");
      }
      texts.add(value.text());
    }
    return texts;
  }

  private static boolean flag(JsonNode node, String name) {
    JsonNode member = node.member(name);
    return member != null && member.text().equals("true");
  }

  private static Rejection malformed(String reason) {
    return new Rejection(RejectionCode.MALFORMED, "a schema change: " + reason);
  }

  /** Members of an object in the making. */
  private static final class Members {
    private final List<String> names = new ArrayList<>();
    private final List<JsonNode> values = new ArrayList<>();

    Members node(String name, JsonNode value) {
      names.add(name);
      values.add(value);
      return this;
    }

    Members text(String name, String value) {
      return node(name, leaf(Kind.STRING, value));
    }

    Members texts(String name, List<String> texts) {
      List<JsonNode> nodes = texts.stream().map(text -> leaf(Kind.STRING, text)).toList();
      return node(name, new JsonNode(Kind.ARRAY, "", List.of(), nodes));
    }

    Members flag(String name, boolean value) {
      return value ? node(name, leaf(Kind.BOOLEAN, "true")) : this;
    }

    JsonNode object() {
      return new JsonNode(Kind.OBJECT, "", List.copyOf(names), List.copyOf(values));
    }

    private static JsonNode leaf(Kind kind, String text) {
      return new JsonNode(kind, text, List.of(), List.of());
    }
  }
}
