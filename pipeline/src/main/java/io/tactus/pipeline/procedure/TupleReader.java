package io.tactus.pipeline.procedure;

import io.tactus.storage.schema.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.agrona.DirectBuffer;

/** Reads a tuple in place. Reusable. Threading: one thread at a time. */
public final class TupleReader implements Arguments {
  private DirectBuffer buffer;
  private int offset;
  private int length;
  private TupleShape shape = TupleShape.EMPTY;

  /** Reads the tuple of {@code length} bytes at {@code offset}. */
  public TupleReader wrap(TupleShape shape, DirectBuffer buffer, int offset, int length) {
    if (length < TupleLayout.fixedBytes(shape.size())) {
      throw new IllegalArgumentException(
          length + " bytes are too few for a tuple of " + shape.size() + " elements");
    }
    this.shape = shape;
    this.buffer = buffer;
    this.offset = offset;
    this.length = length;
    return this;
  }

  @Override
  public TupleShape shape() {
    return shape;
  }

  public DirectBuffer buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  @Override
  public boolean isPresent(int index) {
    long present = buffer.getLong(offset + TupleLayout.PRESENT_OFFSET, TupleLayout.ORDER);
    return (present & (1L << index)) != 0;
  }

  @Override
  public long getLong(int index) {
    if (shape.parameter(index).type().maxTailBytes() > 0) {
      throw wrongType(index, "an integer");
    }
    return slot(index);
  }

  @Override
  public double getDouble(int index) {
    ParameterType type = shape.parameter(index).type();
    TypeKind kind = type.isJson() ? null : type.fieldType().kind();
    if (kind != TypeKind.F32 && kind != TypeKind.F64) {
      throw wrongType(index, "a float");
    }
    return Double.longBitsToDouble(slot(index));
  }

  @Override
  public boolean getBoolean(int index) {
    return getLong(index) != 0;
  }

  @Override
  public String getString(int index) {
    ParameterType type = shape.parameter(index).type();
    if (!type.isText()) {
      if (type.fieldType().kind() == TypeKind.UUID) {
        return new UUID(uuidHigh(index), uuidLow(index)).toString();
      }
      throw wrongType(index, "a string");
    }
    byte[] bytes = new byte[bytesLength(index)];
    buffer.getBytes(bytesOffset(index), bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Where in {@link #buffer()} the bytes of a string, json or uuid element begin. */
  public int bytesOffset(int index) {
    return offset + TupleLayout.tailOffset(slot(index));
  }

  /** How many bytes a string, json or uuid element has. */
  public int bytesLength(int index) {
    return TupleLayout.tailLength(slot(index));
  }

  public long uuidHigh(int index) {
    return buffer.getLong(bytesOffset(index), TupleLayout.UUID_ORDER);
  }

  public long uuidLow(int index) {
    return buffer.getLong(bytesOffset(index) + Long.BYTES, TupleLayout.UUID_ORDER);
  }

  /** Throws {@link IllegalArgumentException} unless the bytes are a tuple of the shape. */
  public void validate() {
    long unused = shape.size() == 64 ? 0 : -1L << shape.size();
    long present = buffer.getLong(offset + TupleLayout.PRESENT_OFFSET, TupleLayout.ORDER);
    if ((present & unused) != 0) {
      throw new IllegalArgumentException("elements beyond the shape: " + Long.toHexString(present));
    }
    for (int i = 0; i < shape.size(); i++) {
      Parameter parameter = shape.parameter(i);
      if (!isPresent(i)) {
        if (!parameter.optional()) {
          throw new IllegalArgumentException(parameter.name() + " is missing");
        }
      } else if (parameter.type().maxTailBytes() > 0) {
        long slot = slot(i);
        int tailOffset = TupleLayout.tailOffset(slot);
        int tailLength = TupleLayout.tailLength(slot);
        if (tailOffset < 0
            || tailLength < 0
            || tailLength > parameter.type().maxTailBytes()
            || (long) tailOffset + tailLength > length) {
          throw new IllegalArgumentException(
              parameter.name() + ": " + tailLength + " bytes at " + tailOffset + " of " + length);
        }
      }
    }
  }

  private long slot(int index) {
    return buffer.getLong(offset + TupleLayout.slotOffset(index), TupleLayout.ORDER);
  }

  private IllegalArgumentException wrongType(int index, String asked) {
    Parameter parameter = shape.parameter(index);
    return new IllegalArgumentException(
        parameter.name() + " is " + parameter.type() + ", not " + asked);
  }
}
