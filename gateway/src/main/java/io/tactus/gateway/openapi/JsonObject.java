package io.tactus.gateway.openapi;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonNodeText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object under construction; members keep their order.
 *
 * <p>Members are strings, numbers, booleans, lists of such, other objects, parsed {@link JsonNode}s
 * and null. Threading: one thread; cold.
 */
final class JsonObject {

  private final Map<String, Object> members = new LinkedHashMap<>();

  /** Returns an object of one member. */
  static JsonObject of(String name, Object value) {
    return new JsonObject().with(name, value);
  }

  /** Sets a member and returns this. */
  JsonObject with(String name, Object value) {
    members.put(name, value);
    return this;
  }

  /** Sets a member if the condition holds, and returns this. */
  JsonObject withIf(boolean condition, String name, Object value) {
    return condition ? with(name, value) : this;
  }

  /** Takes over all members of another object, and returns this. */
  JsonObject withAll(JsonObject other) {
    members.putAll(other.members);
    return this;
  }

  /** Returns a member, or null. */
  Object get(String name) {
    return members.get(name);
  }

  /** Returns the object under this name, which is made if it is not there. */
  JsonObject object(String name) {
    return (JsonObject) members.computeIfAbsent(name, absent -> new JsonObject());
  }

  /** Returns whether there is a member of this name. */
  boolean has(String name) {
    return members.containsKey(name);
  }

  /** Returns whether there are no members. */
  boolean isEmpty() {
    return members.isEmpty();
  }

  /** Appends the object without white space. */
  void write(JsonWriter out) {
    byte separator = JsonWriter.OBJECT_START;
    for (Map.Entry<String, Object> member : members.entrySet()) {
      out.writeByte(separator);
      separator = JsonWriter.COMMA;
      out.writeString(member.getKey());
      out.writeByte(JsonWriter.SEMI);
      value(out, member.getValue());
    }
    out.writeAscii(members.isEmpty() ? "{}" : "}");
  }

  private static void value(JsonWriter out, Object value) {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean flag -> out.writeAscii(flag.toString());
      case Number number -> out.writeAscii(number.toString());
      case JsonObject object -> object.write(out);
      case JsonNode node -> JsonNodeText.write(out, node);
      case List<?> list -> list(out, list);
      default -> throw new IllegalArgumentException("not JSON: " + value.getClass());
    }
  }

  private static void list(JsonWriter out, List<?> list) {
    byte separator = JsonWriter.ARRAY_START;
    for (Object element : list) {
      out.writeByte(separator);
      separator = JsonWriter.COMMA;
      value(out, element);
    }
    out.writeAscii(list.isEmpty() ? "[]" : "]");
  }
}
