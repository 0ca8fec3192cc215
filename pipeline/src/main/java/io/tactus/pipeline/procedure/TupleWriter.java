package io.tactus.pipeline.procedure;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Fills a tuple. Reusable; setting an element again replaces it.
 *
 * <p>Threading: one thread at a time. Values that do not fit their type reject with the element's
 * name as field; a tuple above its room rejects with {@code result_too_large} or {@code too_large}.
 */
public final class TupleWriter implements Results {
  private MutableDirectBuffer buffer;
  private int offset;
  private int roomBytes;
  private int tail;
  private long present;
  private TupleShape shape = TupleShape.EMPTY;

  /**
   * Begins an empty tuple.
   *
   * @param roomBytes most bytes the tuple may take in {@code buffer} from {@code offset}
   */
  public TupleWriter wrap(TupleShape shape, MutableDirectBuffer buffer, int offset, int roomBytes) {
    this.shape = shape;
    this.buffer = buffer;
    this.offset = offset;
    this.roomBytes = roomBytes;
    this.present = 0;
    this.tail = TupleLayout.fixedBytes(shape.size());
    if (tail > roomBytes) {
      throw tooLarge();
    }
    buffer.setMemory(offset, tail, (byte) 0);
    return this;
  }

  @Override
  public TupleShape shape() {
    return shape;
  }

  /** The buffer written to. */
  public DirectBuffer buffer() {
    return buffer;
  }

  public int offset() {
    return offset;
  }

  /** Bytes of the tuple so far. */
  public int length() {
    return tail;
  }

  /** Completes the tuple; rejects if a required element was not set. */
  public int finish() {
    for (int i = 0; i < shape.size(); i++) {
      if ((present & (1L << i)) == 0 && !shape.parameter(i).optional()) {
        throw new Rejection(RejectionCode.NOT_NULL, shape.parameter(i).name() + " is required")
            .at("", shape.parameter(i).name());
      }
    }
    buffer.putLong(offset + TupleLayout.PRESENT_OFFSET, present, TupleLayout.ORDER);
    return tail;
  }

  @Override
  public TupleWriter setLong(String name, long value) {
    return setLong(shape.index(name), value);
  }

  @Override
  public TupleWriter setDouble(String name, double value) {
    return setDouble(shape.index(name), value);
  }

  @Override
  public TupleWriter setBoolean(String name, boolean value) {
    return setBoolean(shape.index(name), value);
  }

  @Override
  public TupleWriter setString(String name, String value) {
    return setString(shape.index(name), value);
  }

  /** Whether the element was set. */
  public boolean isSet(int index) {
    return (present & (1L << index)) != 0;
  }

  @Override
  public TupleWriter setLong(int index, long value) {
    ParameterType type = shape.parameter(index).type();
    if (type.isText() || type.maxTailBytes() > 0) {
      throw wrongType(index, "an integer");
    }
    TypeKind kind = type.fieldType().kind();
    if (kind == TypeKind.F32 || kind == TypeKind.F64) {
      return setDouble(index, (double) value);
    }
    if (!TupleBounds.contains(kind, value)) {
      throw new Rejection(RejectionCode.CHECK, value + " does not fit " + type)
          .withName("value_out_of_range", "22003")
          .at("", shape.parameter(index).name());
    }
    return setSlot(index, value);
  }

  @Override
  public TupleWriter setDouble(int index, double value) {
    ParameterType type = shape.parameter(index).type();
    TypeKind kind = type.isJson() ? null : type.fieldType().kind();
    if (kind != TypeKind.F32 && kind != TypeKind.F64) {
      throw wrongType(index, "a float");
    }
    double stored = kind == TypeKind.F32 ? (float) value : value;
    if (!Double.isFinite(stored)) {
      throw new Rejection(RejectionCode.INVALID_VALUE, value + " does not fit " + type)
          .withName("value_out_of_range", "22003")
          .at("", shape.parameter(index).name());
    }
    return setSlot(index, Double.doubleToRawLongBits(stored));
  }

  @Override
  public TupleWriter setBoolean(int index, boolean value) {
    return setLong(index, value ? 1 : 0);
  }

  @Override
  public TupleWriter setString(int index, String value) {
    ParameterType type = shape.parameter(index).type();
    if (!type.isText()) {
      if (type.fieldType().kind() == TypeKind.UUID) {
        UUID uuid = UUID.fromString(value);
        return setUuid(index, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      }
      throw wrongType(index, "a string");
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return setBytes(index, bytes, 0, bytes.length);
  }

  /** A string or json element from its UTF-8 bytes, which the caller has checked. */
  public TupleWriter setBytes(int index, byte[] source, int sourceOffset, int lengthBytes) {
    ParameterType type = shape.parameter(index).type();
    if (!type.isText()) {
      throw wrongType(index, "a string");
    }
    if (lengthBytes > type.maxTailBytes()) {
      throw new Rejection(RejectionCode.INVALID_VALUE, lengthBytes + " bytes do not fit " + type)
          .withName("value_too_long", "22001")
          .at("", shape.parameter(index).name());
    }
    ensureRoom(lengthBytes);
    buffer.putBytes(offset + tail, source, sourceOffset, lengthBytes);
    return setTail(index, lengthBytes);
  }

  /** A uuid element from its halves. */
  public TupleWriter setUuid(int index, long high, long low) {
    ParameterType type = shape.parameter(index).type();
    if (type.isJson() || type.fieldType().kind() != TypeKind.UUID) {
      throw wrongType(index, "a uuid");
    }
    ensureRoom(2 * Long.BYTES);
    buffer.putLong(offset + tail, high, TupleLayout.UUID_ORDER);
    buffer.putLong(offset + tail + Long.BYTES, low, TupleLayout.UUID_ORDER);
    return setTail(index, 2 * Long.BYTES);
  }

  private TupleWriter setTail(int index, int lengthBytes) {
    setSlot(index, TupleLayout.slot(tail, lengthBytes));
    tail += lengthBytes;
    return this;
  }

  private TupleWriter setSlot(int index, long value) {
    buffer.putLong(offset + TupleLayout.slotOffset(index), value, TupleLayout.ORDER);
    present |= 1L << index;
    return this;
  }

  private void ensureRoom(int lengthBytes) {
    if (lengthBytes > roomBytes - tail) {
      throw tooLarge();
    }
  }

  private Rejection tooLarge() {
    return new Rejection(
        RejectionCode.RESULT_TOO_LARGE, "the values take more than " + roomBytes + " bytes");
  }

  private IllegalArgumentException wrongType(int index, String given) {
    Parameter parameter = shape.parameter(index);
    return new IllegalArgumentException(
        parameter.name() + " is " + parameter.type() + ", not " + given);
  }
}
