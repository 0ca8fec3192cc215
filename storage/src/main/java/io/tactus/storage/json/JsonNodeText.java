package io.tactus.storage.json;

import com.dslplatform.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/**
 * Prints a {@link JsonNode} without white space: members in their order, numbers as they were
 * written, so that reading what was printed gives an equal node. Threading: stateless; cold.
 */
public final class JsonNodeText {

  private JsonNodeText() {}

  /** Returns the document as UTF-8. */
  public static byte[] print(JsonNode node) {
    JsonWriter writer = JsonWriters.create();
    write(writer, node);
    return writer.toByteArray();
  }

  /** Writes the node as part of a larger document. */
  public static void write(JsonWriter writer, JsonNode node) {
    switch (node.kind()) {
      case OBJECT -> object(writer, node);
      case ARRAY -> array(writer, node);
      case STRING -> string(writer, node.text());
      case NULL -> writer.writeNull();
      case NUMBER, BOOLEAN -> writer.writeAscii(node.text());
    }
  }

  private static void object(JsonWriter writer, JsonNode node) {
    writer.writeByte(JsonWriter.OBJECT_START);
    for (int i = 0; i < node.names().size(); i++) {
      if (i > 0) {
        writer.writeByte(JsonWriter.COMMA);
      }
      string(writer, node.names().get(i));
      writer.writeByte(JsonWriter.SEMI);
      write(writer, node.values().get(i));
    }
    writer.writeByte(JsonWriter.OBJECT_END);
  }

  private static void array(JsonWriter writer, JsonNode node) {
    writer.writeByte(JsonWriter.ARRAY_START);
    for (int i = 0; i < node.values().size(); i++) {
      if (i > 0) {
        writer.writeByte(JsonWriter.COMMA);
      }
      write(writer, node.values().get(i));
    }
    writer.writeByte(JsonWriter.ARRAY_END);
  }

  private static void string(JsonWriter writer, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    JsonText.write(writer, utf8, 0, utf8.length);
  }
}
