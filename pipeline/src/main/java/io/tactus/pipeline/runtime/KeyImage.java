package io.tactus.pipeline.runtime;

import io.tactus.pipeline.procedure.Key;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TypeKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A key image being built, part after part, in the form of {@link RowLayout}: the key fields packed
 * in key order. A part that its field cannot hold makes a key that no row has.
 *
 * <p>Threading: one thread.
 */
final class KeyImage implements Key {
  private final UnsafeBuffer buffer =
      new UnsafeBuffer(ByteBuffer.allocateDirect(SchemaLimits.MAX_KEY_BYTES));
  private RowLayout layout;
  private int part;
  private int position;
  private boolean impossible;

  KeyImage begin(RowLayout newLayout) {
    layout = newLayout;
    part = 0;
    position = 0;
    impossible = false;
    return this;
  }

  /** Whether no row can have this key. Throws if parts are missing. */
  boolean isImpossible() {
    if (part != layout.keyFieldCount()) {
      throw new IllegalArgumentException(
          layout.tableName() + ": " + part + " key parts of " + layout.keyFieldCount());
    }
    return impossible;
  }

  long address() {
    return buffer.addressOffset();
  }

  @Override
  public KeyImage add(long value) {
    RowField field = nextField();
    TypeKind kind = field.kind();
    if (!kind.isLong()) {
      throw wrongType(field);
    }
    long at = address() + position;
    switch (field.sizeBytes()) {
      case Byte.BYTES -> Memory.putByte(at, (byte) value);
      case Short.BYTES -> Memory.putShort(at, (short) value);
      case Integer.BYTES -> Memory.putInt(at, (int) value);
      default -> Memory.putLong(at, value);
    }
    impossible |= !fits(field, value);
    position += field.sizeBytes();
    return this;
  }

  @Override
  public KeyImage add(String value) {
    RowField field = nextField();
    long at = address() + position;
    if (field.kind() == TypeKind.UUID) {
      UUID uuid = UUID.fromString(value);
      Memory.putLong(at, Long.reverseBytes(uuid.getMostSignificantBits()));
      Memory.putLong(at + Long.BYTES, Long.reverseBytes(uuid.getLeastSignificantBits()));
    } else if (field.kind() == TypeKind.STRING) {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      if (utf8.length > field.type().capacityBytes()) {
        impossible = true;
      } else {
        int lengthBytes = field.type().lengthBytes();
        Memory.zero(at, field.sizeBytes());
        if (lengthBytes == 1) {
          Memory.putByte(at, (byte) utf8.length);
        } else {
          Memory.putShort(at, (short) utf8.length);
        }
        Memory.putBytes(at + lengthBytes, utf8, 0, utf8.length);
      }
    } else if (field.kind() == TypeKind.ENUM) {
      int code = field.enumType().code(value);
      impossible |= code < 0;
      if (field.sizeBytes() == Byte.BYTES) {
        Memory.putByte(at, (byte) code);
      } else {
        Memory.putShort(at, (short) code);
      }
    } else {
      throw wrongType(field);
    }
    position += field.sizeBytes();
    return this;
  }

  private RowField nextField() {
    if (part == layout.keyFieldCount()) {
      throw new IllegalArgumentException(
          layout.tableName() + ": the key has " + layout.keyFieldCount() + " parts");
    }
    return layout.keyField(part++);
  }

  private static boolean fits(RowField field, long value) {
    return switch (field.kind()) {
      case ENUM -> value >= 0 && value < field.enumType().values().size();
      case BOOL -> value == 0 || value == 1;
      case I8 -> value == (byte) value;
      case I16 -> value == (short) value;
      case I32 -> value == (int) value;
      case U8 -> value >= 0 && value <= 0xFF;
      case U16 -> value >= 0 && value <= 0xFFFF;
      case U32 -> value >= 0 && value <= 0xFFFF_FFFFL;
      default -> true;
    };
  }

  private IllegalArgumentException wrongType(RowField field) {
    return new IllegalArgumentException(
        layout.tableName() + "." + field.name() + " is " + field.type());
  }
}
