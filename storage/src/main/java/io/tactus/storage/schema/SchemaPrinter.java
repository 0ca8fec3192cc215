package io.tactus.storage.schema;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.JsonWriters;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints schema documents in their canonical form: no white space, defaults left out. */
final class SchemaPrinter {

  private final JsonWriter writer = JsonWriters.create();
  private final boolean stored;

  /** Creates a printer of the public form, or of the stored form with ids. */
  SchemaPrinter(boolean stored) {
    this.stored = stored;
  }

  byte[] bytes() {
    return writer.toByteArray();
  }

  SchemaPrinter schema(Schema schema) {
    writer.writeAscii("{\"version\":" + schema.version() + ",\"types\":[");
    for (int i = 0; i < schema.types().size(); i++) {
      separate(i);
      type(schema.types().get(i));
    }
    writer.writeAscii("],\"tables\":[");
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

  SchemaPrinter type(TypeDefinition type) {
    writer.writeAscii("{\"name\":");
    writer.writeString(type.name());
    switch (type) {
      case EnumType enumType -> {
        writer.writeAscii(",\"enum\":");
        names(enumType.values());
      }
      case CompositeType composite -> {
        writer.writeAscii(",\"fields\":[");
        for (int i = 0; i < composite.members().size(); i++) {
          separate(i);
          member(composite.members().get(i));
        }
        writer.writeByte(JsonWriter.ARRAY_END);
      }
    }
    writer.writeByte(JsonWriter.OBJECT_END);
    return this;
  }

  private void member(CompositeType.Member member) {
    writer.writeAscii("{\"name\":");
    writer.writeString(member.name());
    writer.writeAscii(",\"type\":");
    writer.writeString(member.type().toString());
    constant(",\"min\":", member.type(), member.min());
    constant(",\"max\":", member.type(), member.max());
    writer.writeByte(JsonWriter.OBJECT_END);
  }

  SchemaPrinter field(Field field) {
    writer.writeAscii(stored ? "{\"id\":" + field.id() + ",\"name\":" : "{\"name\":");
    writer.writeString(field.name());
    writer.writeAscii(",\"type\":");
    writer.writeString(field.type().toString());
    writer.writeAscii(field.nullable() ? ",\"nullable\":true" : "");
    writer.writeAscii(field.generated() ? ",\"generated\":true" : "");
    if (field.defaultValue() != null && !field.type().isScalar()) {
      writer.writeAscii(",\"default\":");
      byte[] json = field.defaultValue().text().getBytes(StandardCharsets.UTF_8);
      writer.writeAscii(json, json.length);
    } else {
      constant(",\"default\":", field.type(), field.defaultValue());
    }
    constant(",\"min\":", field.type(), field.min());
    constant(",\"max\":", field.type(), field.max());
    if (field.onDelete() != OnDelete.RESTRICT) {
      writer.writeAscii(",\"onDelete\":\"" + field.onDelete().text() + '"');
    }
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

  private void constant(String prefix, FieldType type, Literal value) {
    if (value != null) {
      writer.writeAscii(prefix);
      LiteralJson.write(writer, type.kind(), value);
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
