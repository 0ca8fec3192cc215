package io.tactus.storage.row;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.json.Base64Text;
import io.tactus.storage.json.Durations;
import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.NumberWriter;
import io.tactus.storage.json.Timestamps;
import io.tactus.storage.json.Uuids;
import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;

/** Writes values as JSON, straight from their row. Threading: one thread. */
final class ValueWriter {

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final NumberWriter numbers = new NumberWriter();
  private final ValueView value = new ValueView();
  private byte[] text = new byte[SchemaLimits.MAX_ROW_BYTES];

  /** Writes a part of a row: a value, an object of members, an array of elements. */
  void write(JsonWriter writer, RowLayout layout, RowPart part, long row, ValueSource source) {
    if (part.isLeaf()) {
      write(writer, part.leaf(), row, source);
    } else if (part.column().isNull(row)) {
      writer.writeNull();
    } else {
      write(writer, layout, part.shape(), part.firstLeaf(), row);
    }
  }

  /** Recursion is as deep as types nest. */
  private void write(JsonWriter writer, RowLayout layout, PartShape shape, int leaf, long row) {
    int size = shape.size();
    switch (shape.form()) {
      case LEAF -> write(writer, layout.field(leaf), row);
      case OBJECT -> {
        int at = leaf;
        for (int i = 0; i < size; i++) {
          writer.writeAscii(shape.prefix(i));
          write(writer, layout, shape.child(i), at, row);
          at += shape.child(i).leafCount();
        }
        writer.writeByte(JsonWriter.OBJECT_END);
      }
      case ARRAY -> {
        PartShape element = shape.child(0);
        for (int i = 0; i < size; i++) {
          writer.writeByte(i == 0 ? JsonWriter.ARRAY_START : JsonWriter.COMMA);
          write(writer, layout, element, leaf + i * element.leafCount(), row);
        }
        writer.writeByte(JsonWriter.ARRAY_END);
      }
      case TUPLE -> {
        for (int i = 0; i < size; i++) {
          writer.writeByte(i == 0 ? JsonWriter.ARRAY_START : JsonWriter.COMMA);
          write(writer, layout.field(leaf + i), row);
        }
        writer.writeByte(JsonWriter.ARRAY_END);
      }
    }
  }

  void write(JsonWriter writer, RowField field, long row, ValueSource source) {
    if (field.isValue() && !field.isNull(row)) {
      value.wrap(source, row, field.offset());
      writeValue(writer, field.kind());
    } else {
      write(writer, field, row);
    }
  }

  private void writeValue(JsonWriter writer, TypeKind kind) {
    if (text.length < value.lengthBytes()) {
      text = new byte[Math.max(value.lengthBytes(), 2 * text.length)];
    }
    int length = value.copyTo(text, 0);
    switch (kind) {
      case TEXT -> JsonText.write(writer, text, 0, length);
      case BYTES -> Base64Text.write(writer, text, 0, length);
      default -> writer.writeRaw(text, 0, length);
    }
  }

  private void write(JsonWriter writer, RowField field, long row) {
    if (field.isNull(row)) {
      writer.writeNull();
      return;
    }
    switch (field.kind()) {
      case BOOL -> writer.writeAscii(field.getLong(row) != 0 ? TRUE : FALSE);
      case I8, I16, I32, I64, U8, U16, U32 -> NumberWriter.writeI64(writer, field.getLong(row));
      case U64 -> NumberWriter.writeU64(writer, field.getLong(row));
      case F32 -> numbers.writeF32(writer, (float) field.getDouble(row));
      case F64 -> numbers.writeF64(writer, field.getDouble(row));
      case TIMESTAMP -> quoted(writer, Timestamps.write(text, 0, field.getLong(row)));
      case DURATION -> quoted(writer, Durations.write(text, 0, field.getLong(row)));
      case UUID ->
          quoted(writer, Uuids.write(text, 0, field.getUuidHigh(row), field.getUuidLow(row)));
      case STRING -> {
        int length = field.stringLength(row);
        Memory.getBytes(field.stringAddress(row), text, 0, length);
        JsonText.write(writer, text, 0, length);
      }
      case ENUM -> {
        byte[] name = field.enumNames().name((int) field.getLong(row));
        JsonText.write(writer, name, 0, name.length);
      }
      case TEXT, BYTES, JSON, DECLARED, REF ->
          throw new IllegalArgumentException(field.type().toString());
    }
  }

  private void quoted(JsonWriter writer, int length) {
    writer.writeByte(JsonWriter.QUOTE);
    writer.writeAscii(text, length);
    writer.writeByte(JsonWriter.QUOTE);
  }
}
