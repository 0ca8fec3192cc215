package io.tactus.storage;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.TableMeta;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;

/** Room for one key image, filled from values; tests only, since it knows the layout by itself. */
public final class KeyImage implements AutoCloseable {
  private static final int ROOM = 2048;

  private final Arena arena = Arena.ofShared();
  private final long address = arena.allocate(ROOM).address();

  /** Writes one u64 and returns the address. */
  public long of(long value) {
    Memory.putLong(address, value);
    return address;
  }

  /** Writes the values of an index's fields in key order and returns the address. */
  public long of(TableMeta meta, int index, Object... values) {
    Memory.zero(address, ROOM);
    long at = address;
    int i = 0;
    for (String name : meta.indexes().get(index).key().names()) {
      var field = meta.layout().field(name);
      Object value = values[i++];
      if (field.kind() == TypeKind.STRING) {
        byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
        int lengthBytes = field.type().lengthBytes();
        for (int b = 0; b < lengthBytes; b++) {
          Memory.putByte(at + b, (byte) (utf8.length >>> (8 * b)));
        }
        Memory.putBytes(at + lengthBytes, utf8, 0, utf8.length);
      } else {
        long bits =
            value instanceof Double d
                ? field.kind() == TypeKind.F32
                    ? Float.floatToRawIntBits(d.floatValue())
                    : Double.doubleToRawLongBits(d)
                : ((Number) value).longValue();
        for (int b = 0; b < field.sizeBytes(); b++) {
          Memory.putByte(at + b, (byte) (bits >>> (8 * b)));
        }
      }
      at += field.sizeBytes();
    }
    return address;
  }

  @Override
  public void close() {
    arena.close();
  }
}
