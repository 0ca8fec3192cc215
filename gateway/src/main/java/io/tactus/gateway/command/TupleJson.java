package io.tactus.gateway.command;

import com.dslplatform.json.BoolConverter;
import com.dslplatform.json.JsonWriter;
import io.tactus.pipeline.procedure.Parameter;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleShape;
import io.tactus.storage.json.Durations;
import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.NumberWriter;
import io.tactus.storage.json.Timestamps;
import io.tactus.storage.schema.TypeKind;

/**
 * Writes the results of a procedure: an object with a member per result that is there. A procedure
 * whose only result is named {@code result} answers with that value itself, for callers that expect
 * a plain number or list.
 *
 * <p>Threading: stateless; the writer belongs to the caller.
 */
public final class TupleJson {

  private static final String PLAIN = "result";

  private TupleJson() {}

  /** Appends the tuple. */
  public static void write(JsonWriter out, TupleReader tuple) {
    TupleShape shape = tuple.shape();
    if (shape.size() == 1 && shape.parameter(0).name().equals(PLAIN)) {
      value(out, tuple, 0);
      return;
    }
    byte separator = '{';
    for (int i = 0; i < shape.size(); i++) {
      if (tuple.isPresent(i)) {
        out.writeByte(separator);
        separator = ',';
        out.writeString(shape.parameter(i).name());
        out.writeByte((byte) ':');
        value(out, tuple, i);
      }
    }
    out.writeAscii(separator == '{' ? "{}" : "}");
  }

  private static void value(JsonWriter out, TupleReader tuple, int index) {
    Parameter parameter = tuple.shape().parameter(index);
    if (!tuple.isPresent(index)) {
      out.writeNull();
      return;
    }
    if (parameter.type().isJson()) {
      byte[] json = bytes(tuple, index);
      out.writeRaw(json, 0, json.length);
      return;
    }
    TypeKind kind = parameter.type().fieldType().kind();
    switch (kind) {
      case BOOL -> BoolConverter.serialize(tuple.getBoolean(index), out);
      case I8, I16, I32, I64, U8, U16, U32 -> NumberWriter.writeI64(out, tuple.getLong(index));
      case U64 -> NumberWriter.writeU64(out, tuple.getLong(index));
      case F32 -> new NumberWriter().writeF32(out, (float) tuple.getDouble(index));
      case F64 -> new NumberWriter().writeF64(out, tuple.getDouble(index));
      case STRING -> {
        byte[] text = bytes(tuple, index);
        JsonText.write(out, text, 0, text.length);
      }
      case UUID -> out.writeString(tuple.getString(index));
      case TIMESTAMP -> {
        byte[] text = new byte[Timestamps.TEXT_BYTES];
        quoted(out, text, Timestamps.write(text, 0, tuple.getLong(index)));
      }
      case DURATION -> {
        byte[] text = new byte[Durations.MAX_TEXT_BYTES];
        quoted(out, text, Durations.write(text, 0, tuple.getLong(index)));
      }
      case ENUM, TEXT, BYTES, JSON, DECLARED, REF -> throw new IllegalStateException(kind.name());
    }
  }

  private static void quoted(JsonWriter out, byte[] text, int length) {
    out.writeByte(JsonWriter.QUOTE);
    out.writeAscii(text, length);
    out.writeByte(JsonWriter.QUOTE);
  }

  private static byte[] bytes(TupleReader tuple, int index) {
    byte[] bytes = new byte[tuple.bytesLength(index)];
    tuple.buffer().getBytes(tuple.bytesOffset(index), bytes);
    return bytes;
  }
}
