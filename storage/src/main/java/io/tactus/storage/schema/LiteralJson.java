package io.tactus.storage.schema;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.json.Base64Text;
import io.tactus.storage.json.Durations;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNode.Kind;
import io.tactus.storage.json.JsonNumbers;
import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.json.NumberWriter;
import io.tactus.storage.json.Timestamps;
import io.tactus.storage.json.Uuids;
import java.nio.charset.StandardCharsets;

/** Constants of a type as JSON, in the same form as in rows. */
final class LiteralJson {

  private LiteralJson() {}

  static Literal read(FieldType type, JsonNode node, String place) {
    TypeKind kind = type.kind();
    if (kind == TypeKind.JSON) {
      return unresolved(node);
    }
    boolean wide = kind == TypeKind.I64 || kind == TypeKind.U64;
    boolean expected =
        switch (node.kind()) {
          case BOOLEAN -> kind == TypeKind.BOOL;
          case NUMBER -> kind.isInteger() || kind.isFloat();
          case STRING -> wide || !(kind == TypeKind.BOOL || kind.isInteger() || kind.isFloat());
          default -> false;
        };
    if (!expected) {
      throw SchemaErrors.invalid(place, node.kind().words() + " is not a valid " + type);
    }
    try {
      return parse(kind, node);
    } catch (Rejection refused) {
      throw SchemaErrors.at(place, refused);
    }
  }

  private static Literal parse(TypeKind kind, JsonNode node) {
    byte[] text = node.text().getBytes(StandardCharsets.UTF_8);
    return switch (kind) {
      case BOOL -> Literal.ofLong(node.kind() == Kind.BOOLEAN && text[0] == 't' ? 1 : 0);
      case U64 -> Literal.ofLong(JsonNumbers.parseU64(text, 0, text.length));
      case I8, I16, I32, I64, U8, U16, U32 ->
          Literal.ofLong(JsonNumbers.parseI64(text, 0, text.length));
      case F32 -> Literal.ofDouble(JsonNumbers.parseF32(text, 0, text.length));
      case F64 -> Literal.ofDouble(JsonNumbers.parseF64(text, 0, text.length));
      case TIMESTAMP -> Literal.ofLong(Timestamps.parse(text, 0, text.length));
      case DURATION -> Literal.ofLong(Durations.parse(text, 0, text.length));
      case UUID -> Literal.ofUuid(Uuids.parseHigh(text, 0, text.length), Uuids.parseLow(text, 0));
      case STRING, TEXT -> Literal.ofString(node.text());
      case BYTES -> {
        Base64Text.decode(text, 0, text.length, new byte[Base64Text.maxBytes(text.length)], 0);
        yield Literal.ofString(node.text());
      }
      case ENUM, JSON, DECLARED, REF -> throw new IllegalArgumentException(kind.name());
    };
  }

  /** Returns a constant whose meaning only the types know. */
  static Literal unresolved(JsonNode node) {
    JsonWriter writer = JsonWriters.create();
    compact(writer, node);
    return Literal.ofJson(writer.toString());
  }

  private static void compact(JsonWriter writer, JsonNode node) {
    switch (node.kind()) {
      case NULL -> writer.writeNull();
      case BOOLEAN, NUMBER -> writer.writeAscii(node.text());
      case STRING -> string(writer, node.text());
      case ARRAY -> {
        for (int i = 0; i < node.values().size(); i++) {
          writer.writeByte(i == 0 ? JsonWriter.ARRAY_START : JsonWriter.COMMA);
          compact(writer, node.values().get(i));
        }
        writer.writeAscii(node.values().isEmpty() ? "[]" : "]");
      }
      case OBJECT -> {
        for (int i = 0; i < node.values().size(); i++) {
          writer.writeByte(i == 0 ? JsonWriter.OBJECT_START : JsonWriter.COMMA);
          string(writer, node.names().get(i));
          writer.writeByte(JsonWriter.SEMI);
          compact(writer, node.values().get(i));
        }
        writer.writeAscii(node.values().isEmpty() ? "{}" : "}");
      }
    }
  }

  private static void string(JsonWriter writer, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    JsonText.write(writer, utf8, 0, utf8.length);
  }

  static void write(JsonWriter writer, TypeKind kind, Literal value) {
    byte[] text = new byte[Uuids.TEXT_BYTES];
    switch (kind) {
      case BOOL -> writer.writeAscii(value.bits() != 0 ? "true" : "false");
      case U64 -> NumberWriter.writeU64(writer, value.bits());
      case I8, I16, I32, I64, U8, U16, U32 -> NumberWriter.writeI64(writer, value.bits());
      case F32 -> new NumberWriter().writeF32(writer, (float) value.asDouble());
      case F64 -> new NumberWriter().writeF64(writer, value.asDouble());
      case TIMESTAMP -> JsonText.write(writer, text, 0, Timestamps.write(text, 0, value.bits()));
      case DURATION -> JsonText.write(writer, text, 0, Durations.write(text, 0, value.bits()));
      case UUID ->
          JsonText.write(writer, text, 0, Uuids.write(text, 0, value.bits(), value.lowBits()));
      case STRING, TEXT, BYTES -> string(writer, value.text());
      case JSON -> {
        byte[] json = value.text().getBytes(StandardCharsets.UTF_8);
        writer.writeRaw(json, 0, json.length);
      }
      case ENUM, DECLARED, REF -> throw new IllegalArgumentException(kind.name());
    }
  }
}
