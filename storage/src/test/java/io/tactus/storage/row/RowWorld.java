package io.tactus.storage.row;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.json.StrictJson;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.RandomTables;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows to and from JSON text, for tests. */
public final class RowWorld {

  private final RowJson json = new RowJson();
  private final StrictJson strict = new StrictJson();
  private final JsonWriter writer = JsonWriters.create();

  /** A table with one required and one nullable field of every kind, keyed by {@code id}. */
  public static TableDefinition everyKind() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of(0, "id", FieldType.of(TypeKind.U64)));
    for (TypeKind kind : RandomTables.KINDS) {
      FieldType type = kind == TypeKind.STRING ? FieldType.string(40) : FieldType.of(kind);
      fields.add(Field.of(0, "some_" + kind.typeName(), type));
      fields.add(Field.of(0, "maybe_" + kind.typeName(), type).asNullable());
    }
    fields.add(Field.of(0, "long_string", FieldType.string(300)).asNullable());
    return TableDefinition.of(0, "every_kind", fields, List.of("id")).withIds(1);
  }

  /** A table with the field {@code v} of a type beside its key. */
  public static RowLayout single(FieldType type) {
    return single(Field.of(0, "v", type));
  }

  /** A table with one field beside its key. */
  public static RowLayout single(Field field) {
    List<Field> fields = List.of(Field.of(0, "id", FieldType.of(TypeKind.U64)), field);
    TableDefinition table = TableDefinition.of(0, "t", fields, List.of("id")).withIds(1);
    table.validate();
    return new RowLayout(table);
  }

  /** Validates and reads an object. */
  public RowDraft read(RowDraft draft, String text) {
    byte[] document = text.getBytes(StandardCharsets.UTF_8);
    strict.validate(document, 0, document.length);
    json.read(document, 0, draft);
    return draft;
  }

  /** Writes a whole row. */
  public String write(RowLayout layout, long rowAddress) {
    writer.reset();
    json.write(writer, RowProjection.all(layout), rowAddress);
    return writer.toString();
  }

  /** Writes the columns of a projection. */
  public String write(RowProjection projection, long rowAddress) {
    writer.reset();
    json.write(writer, projection, rowAddress);
    return writer.toString();
  }

  /** Reads {@code {"v": text}} and writes what {@code v} then holds. */
  public String through(RowLayout layout, String text) {
    RowDraft draft = read(new RowDraft().reset(layout), "{\"id\":1,\"v\":" + text + "}");
    writer.reset();
    json.writeValue(writer, layout.field("v"), draft.rowAddress());
    return writer.toString();
  }
}
