package io.tactus.storage.table;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Key values for the details of a refusal, in PostgreSQL's words: {@code (a, b)=(1, x)}. Cold. */
public final class KeyText {

  private KeyText() {}

  /** Returns the names and values of key fields of the row at an address. */
  public static String describe(RowLayout layout, List<String> fields, long row) {
    StringBuilder text = new StringBuilder("(").append(String.join(", ", fields)).append(")=(");
    String separator = "";
    for (RowField field : layout.leaves(fields)) {
      text.append(separator).append(value(field, row));
      separator = ", ";
    }
    return text.append(')').toString();
  }

  private static String value(RowField field, long row) {
    if (field.isNull(row)) {
      return "null";
    }
    return switch (field.kind()) {
      case BOOL -> field.getLong(row) != 0 ? "true" : "false";
      case U64 -> Long.toUnsignedString(field.getLong(row));
      case F32 -> Float.toString((float) field.getDouble(row));
      case F64 -> Double.toString(field.getDouble(row));
      case UUID -> new UUID(field.getUuidHigh(row), field.getUuidLow(row)).toString();
      case STRING -> {
        byte[] utf8 = new byte[field.stringLength(row)];
        Memory.getBytes(field.stringAddress(row), utf8, 0, utf8.length);
        yield new String(utf8, StandardCharsets.UTF_8);
      }
      case ENUM -> field.enumType().value((int) field.getLong(row));
      default -> Long.toString(field.getLong(row));
    };
  }
}
