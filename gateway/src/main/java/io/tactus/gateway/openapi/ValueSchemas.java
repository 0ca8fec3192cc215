package io.tactus.gateway.openapi;

import io.tactus.storage.json.JsonNode;
import io.tactus.storage.schema.CompositeType;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.Shape;
import io.tactus.storage.schema.TypeDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.schema.Types;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Schemas of values as they stand in JSON, by type. Declared types become components of their own
 * the first time they are used.
 *
 * <p>Threading: one thread.
 */
final class ValueSchemas {

  /** Written with six digits, read in any ISO 8601 form without years and months. */
  private static final String DURATION =
      "^[+-]?P(\\d+W)?(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+(\\.\\d{1,6})?S)?)?$";

  private static final BigInteger MAX_U64 = new BigInteger("18446744073709551615");

  /** As it is written: the shortest that means this float, and a little above it. */
  private static final BigDecimal MAX_F32 = new BigDecimal("3.4028235E38");

  private static final int BASE64_DIGITS = 4;
  private static final int BASE64_BYTES = 3;

  private final Components components;
  private final Types types;

  ValueSchemas(Components components, Types types) {
    this.components = components;
    this.types = types;
  }

  /** Returns the schema of a type; bounds and null are the field's. */
  JsonObject of(FieldType type) {
    if (type.isArray()) {
      return Schemas.array(of(type.element()))
          .with("minItems", type.length())
          .with("maxItems", type.length());
    }
    return switch (type.kind()) {
      case DECLARED -> declared(type.name());
      case REF -> reference((Shape.Reference) types.shape(type), type.name());
      default -> scalar(type.kind(), type.capacityBytes());
    };
  }

  /** Returns the schema of a single value. */
  JsonObject leaf(Shape.Leaf leaf) {
    return leaf.enumType() == null ? of(leaf.type()) : declared(leaf.enumType().name());
  }

  /** The key of the row referred to: the value itself, or an array of the parts. */
  private JsonObject reference(Shape.Reference reference, String table) {
    List<Object> parts = new ArrayList<>();
    for (Shape.Part part : reference.key()) {
      parts.add(leaf((Shape.Leaf) part.shape()));
    }
    String description = "The key of a row of `" + table + "`.";
    if (parts.size() == 1) {
      JsonObject key = (JsonObject) parts.get(0);
      return new JsonObject().withAll(key).with("description", description);
    }
    return Schemas.type("array")
        .with("prefixItems", parts)
        .with("items", new JsonObject()) // none is left for it; linters want it to be there
        .with("minItems", parts.size())
        .with("maxItems", parts.size())
        .with("description", description);
  }

  private JsonObject declared(String name) {
    String component = name + ".type";
    if (!components.hasSchema(component)) {
      components.schema(component, definition(types.type(name)));
    }
    return Schemas.ref(component);
  }

  private JsonObject definition(TypeDefinition type) {
    return switch (type) {
      case EnumType values -> Schemas.string().with("enum", values.values());
      case CompositeType composite -> composite(composite);
    };
  }

  private JsonObject composite(CompositeType composite) {
    JsonNode document = parse(SchemaJson.printType(composite));
    List<JsonNode> members = document.member("fields").values();
    JsonObject properties = new JsonObject();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < members.size(); i++) {
      CompositeType.Member member = composite.members().get(i);
      properties.with(member.name(), bounded(member.type(), members.get(i)));
      names.add(member.name());
    }
    return Schemas.type("object")
        .with("properties", properties)
        .with("required", names)
        .with("additionalProperties", false);
  }

  /** Returns the schema of a type within the bounds its document has. */
  JsonObject bounded(FieldType type, JsonNode document) {
    JsonObject schema = of(type);
    JsonObject value = type.isArray() ? (JsonObject) schema.get("items") : schema;
    bound(value, "minimum", "From", document.member("min"));
    bound(value, "maximum", "Up to", document.member("max"));
    return schema;
  }

  /** JSON Schema bounds numbers only; bounds of times are told. */
  private static void bound(JsonObject schema, String keyword, String word, JsonNode bound) {
    if (bound == null) {
      return;
    }
    if (bound.kind() == JsonNode.Kind.NUMBER) {
      schema.with(keyword, bound);
    } else {
      Object before = schema.get("description");
      String text = word + " " + bound.text() + ".";
      schema.with("description", before == null ? text : before + " " + text);
    }
  }

  private static JsonObject scalar(TypeKind kind, int capacityBytes) {
    return switch (kind) {
      case BOOL -> Schemas.bool();
      case I8, I16, I32, I64, U8, U16, U32 -> integer(kind);
      case U64 ->
          Schemas.type("integer")
              .with("format", "uint64")
              .with("minimum", 0)
              .with("maximum", MAX_U64);
      case F32 ->
          Schemas.type("number")
              .with("format", "float")
              .with("minimum", MAX_F32.negate())
              .with("maximum", MAX_F32);
      case F64 -> Schemas.type("number").with("format", "double");
      case TIMESTAMP -> Schemas.string().with("format", "date-time");
      case DURATION -> Schemas.string().with("pattern", DURATION);
      case UUID -> Schemas.string().with("format", "uuid");
      case STRING ->
          Schemas.string()
              .with("maxLength", capacityBytes)
              .with("description", "At most " + capacityBytes + " bytes of UTF-8.");
      case TEXT -> Schemas.string().with("maxLength", SchemaLimits.MAX_VALUE_BYTES);
      case BYTES ->
          Schemas.string()
              .with("contentEncoding", "base64")
              .with(
                  "maxLength",
                  (SchemaLimits.MAX_VALUE_BYTES + BASE64_BYTES - 1) / BASE64_BYTES * BASE64_DIGITS);
      case JSON -> JsonObject.of("description", "Any JSON value.");
      case ENUM, DECLARED, REF -> throw new IllegalArgumentException(kind.name());
    };
  }

  private static JsonObject integer(TypeKind kind) {
    boolean wide = kind == TypeKind.I64;
    return Schemas.type("integer")
        .with("format", wide ? "int64" : kind == TypeKind.U32 ? "uint32" : "int32")
        .with("minimum", kind.minLong())
        .with("maximum", kind.maxLong());
  }

  /** Reads a document of the schema as it is printed. */
  static JsonNode parse(byte[] json) {
    return JsonNode.parse(json, 0, json.length);
  }
}
