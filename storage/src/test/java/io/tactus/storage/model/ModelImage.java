package io.tactus.storage.model;

import io.tactus.storage.index.Hash64;
import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.StateHash;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The canonical bytes of a row's contents, from the words of the format alone. */
final class ModelImage {

  private ModelImage() {}

  /** Null bitmap over the nullable fields, then all fields packed, little-endian. */
  static byte[] contents(ModelTable table, ModelRow row) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int nullable = (int) table.definition.fields().stream().filter(Field::nullable).count();
    byte[] bitmap = new byte[(nullable + 7) / 8];
    int bit = 0;
    for (int i = 0; i < table.definition.fields().size(); i++) {
      if (table.definition.fields().get(i).nullable()) {
        if (row.value(i) == null) {
          bitmap[bit / 8] |= (byte) (1 << bit % 8);
        }
        bit++;
      }
    }
    out.writeBytes(bitmap);
    for (int i = 0; i < table.definition.fields().size(); i++) {
      out.writeBytes(image(table.definition.fields().get(i), row.value(i)));
    }
    return out.toByteArray();
  }

  private static byte[] image(Field field, Object value) {
    int size = field.type().sizeBytes();
    ByteBuffer buffer = ByteBuffer.allocate(Math.max(size, 8)).order(ByteOrder.LITTLE_ENDIAN);
    if (value instanceof String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      if (field.type().lengthBytes() == 1) {
        buffer.put((byte) utf8.length);
      } else {
        buffer.putShort((short) utf8.length);
      }
      buffer.put(utf8);
    } else if (value instanceof Double number) {
      if (field.type().kind() == TypeKind.F32) {
        buffer.putFloat(number.floatValue());
      } else {
        buffer.putDouble(number);
      }
    } else if (value instanceof Long number) {
      buffer.putLong(number);
    }
    return Arrays.copyOf(buffer.array(), size);
  }

  static long hash(ModelTable table) {
    long seed = StateHash.tableSeed(table.id);
    long sum = 0;
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocate(1 << 16).address();
      for (ModelRow row : table.rows.values()) {
        byte[] contents = contents(table, row);
        Memory.putBytes(address, contents, 0, contents.length);
        sum += Hash64.of(address, contents.length, seed);
      }
    }
    return sum;
  }
}
