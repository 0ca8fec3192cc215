package io.tactus.storage.query;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import java.util.List;

/** Writes the members of a plan as a JSON object. Threading: one thread. */
final class PlanWriter {

  private final JsonWriter out;
  private byte before = JsonWriter.OBJECT_START;

  PlanWriter(JsonWriter out) {
    this.out = out;
  }

  void text(String name, String value) {
    name(name);
    out.writeString(value);
  }

  void number(String name, long value) {
    name(name);
    NumberConverter.serialize(value, out);
  }

  void texts(String name, List<String> values) {
    name(name);
    out.writeByte(JsonWriter.ARRAY_START);
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.writeByte(JsonWriter.COMMA);
      }
      out.writeString(values.get(i));
    }
    out.writeByte(JsonWriter.ARRAY_END);
  }

  /** Writes a name; its value is for the caller. */
  void name(String name) {
    out.writeByte(before);
    before = JsonWriter.COMMA;
    out.writeString(name);
    out.writeByte(JsonWriter.SEMI);
  }

  void end() {
    out.writeByte(JsonWriter.OBJECT_END);
  }
}
