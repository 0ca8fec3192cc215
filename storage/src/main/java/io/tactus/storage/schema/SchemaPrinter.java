package io.tactus.storage.schema;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import java.util.List;

/** Prints schema documents in their canonical form: no white space, defaults left out. */
final class SchemaPrinter {

  private final JsonWriter writer = new DslJson<>().newWriter();
  private final boolean stored;

  /** Creates a printer of the public form, or of the stored form with ids. */
  SchemaPrinter(boolean stored) {
    this.stored = stored;
  }

  byte[] bytes() {
    return writer.toByteArray();
  }

  SchemaPrinter schema(Schema schema) {
    writer.writeAscii("{\"version\":" + schema.version() + ",\"tables\":[");
    for (int i = 0; i < schema.tables().size(); i++) {
      separate(i);
      table(schema.tables().get(i));
    }
    writer.writeAscii("]}");
    return this;
  }

  SchemaPrinter table(TableDefinition table) {
    writer.writeAscii(
        stored
            ? "{\"id\":" + table.id() + ",\"nextFieldId\":" + table.nextFieldId() + ",\"name\":"
            : "{\"name\":");
    writer.writeString(table.name());
    writer.writeAscii(",\"fields\":[");
    for (int i = 0; i < table.fields().size(); i++) {
      separate(i);
      field(table.fields().get(i));
    }
    writer.writeAscii("],\"primaryKey\":");
    names(table.primaryKey());
    writer.writeAscii(",\"indexes\":[");
    for (int i = 0; i < table.indexes().size(); i++) {
      separate(i);
      index(table.indexes().get(i));
    }
    writer.writeAscii("]}");
    return this;
  }

  SchemaPrinter field(Field field) {
    writer.writeAscii(stored ? "{\"id\":" + field.id() + ",\"name\":" : "{\"name\":");
    writer.writeString(field.name());
    writer.writeAscii(",\"type\":");
    writer.writeString(field.type().toString());
    writer.writeAscii(field.nullable() ? ",\"nullable\":true" : "");
    writer.writeAscii(field.generated() ? ",\"generated\":true" : "");
    constant(",\"default\":", field, field.defaultValue());
    constant(",\"min\":", field, field.min());
    constant(",\"max\":", field, field.max());
    writer.writeByte(JsonWriter.OBJECT_END);
    return this;
  }

  SchemaPrinter index(IndexDefinition index) {
    writer.writeAscii("{\"name\":");
    writer.writeString(index.name());
    writer.writeAscii(",\"fields\":");
    names(index.fields());
    writer.writeAscii(",\"kind\":");
    writer.writeString(index.kind().text());
    writer.writeAscii(index.unique() ? ",\"unique\":true" : "");
    if (index.kind() == IndexKind.GRID) {
      writer.writeAscii(",\"cell\":");
      LiteralJson.write(writer, TypeKind.F64, Literal.ofDouble(index.cell()));
    }
    writer.writeByte(JsonWriter.OBJECT_END);
    return this;
  }

  private void constant(String prefix, Field field, Literal value) {
    if (value != null) {
      writer.writeAscii(prefix);
      LiteralJson.write(writer, field.type().kind(), value);
    }
  }

  private void names(List<String> names) {
    writer.writeByte(JsonWriter.ARRAY_START);
    for (int i = 0; i < names.size(); i++) {
      separate(i);
      writer.writeString(names.get(i));
    }
    writer.writeByte(JsonWriter.ARRAY_END);
  }

  private void separate(int index) {
    if (index > 0) {
      writer.writeByte(JsonWriter.COMMA);
    }
  }
}
