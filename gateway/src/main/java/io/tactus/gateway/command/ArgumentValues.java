package io.tactus.gateway.command;

import io.tactus.gateway.json.JsonOffsets;
import io.tactus.pipeline.procedure.Parameter;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.json.Durations;
import io.tactus.storage.json.JsonNumbers;
import io.tactus.storage.json.StrictJson;
import io.tactus.storage.json.Timestamps;
import io.tactus.storage.json.Uuids;
import io.tactus.storage.schema.TypeKind;
import java.nio.charset.StandardCharsets;

/** Sets single elements of a tuple from JSON or from plain text. Threading: stateless. */
final class ArgumentValues {

  private ArgumentValues() {}

  /** Sets an element from the JSON value between two offsets of a validated document. */
  static void set(TupleWriter tuple, int index, byte[] document, int from, int to) {
    Parameter parameter = tuple.shape().parameter(index);
    TypeKind kind = parameter.type().fieldType().kind();
    byte first = document[from];
    boolean quoted = first == '"';
    boolean fits =
        switch (kind) {
          case BOOL -> first == 't' || first == 'f';
          case STRING, TIMESTAMP, DURATION, UUID -> quoted;
          case I64, U64 -> quoted || isNumber(first);
          default -> isNumber(first);
        };
    if (!fits) {
      throw wrong(parameter);
    }
    if (!quoted) {
      setPlain(tuple, index, kind, document, from, to - from);
      return;
    }
    byte[] text = JsonOffsets.string(document, from).getBytes(StandardCharsets.UTF_8);
    setPlain(tuple, index, kind, text, 0, text.length);
  }

  /** Sets an element from text as it stands in a URL. */
  static void setText(TupleWriter tuple, int index, String value) {
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    Parameter parameter = tuple.shape().parameter(index);
    if (parameter.type().isJson()) {
      setJson(tuple, index, text);
      return;
    }
    TypeKind kind = parameter.type().fieldType().kind();
    setPlain(tuple, index, kind, text, 0, text.length);
  }

  /** A document of its own: no validated one is around it. */
  private static void setJson(TupleWriter tuple, int index, byte[] text) {
    try {
      new StrictJson().validate(text, 0, text.length);
    } catch (Rejection refused) {
      throw refused.at("", tuple.shape().parameter(index).name());
    }
    tuple.setBytes(index, text, 0, text.length);
  }

  private static void setPlain(
      TupleWriter tuple, int index, TypeKind kind, byte[] text, int offset, int length) {
    Parameter parameter = tuple.shape().parameter(index);
    try {
      switch (kind) {
        case BOOL -> tuple.setLong(index, bool(parameter, text, offset, length));
        case I8, I16, I32, I64, U8, U16, U32 ->
            tuple.setLong(index, JsonNumbers.parseI64(text, offset, length));
        case U64 -> tuple.setLong(index, JsonNumbers.parseU64(text, offset, length));
        case F32 -> tuple.setDouble(index, JsonNumbers.parseF32(text, offset, length));
        case F64 -> tuple.setDouble(index, JsonNumbers.parseF64(text, offset, length));
        case TIMESTAMP -> tuple.setLong(index, Timestamps.parse(text, offset, length));
        case DURATION -> tuple.setLong(index, Durations.parse(text, offset, length));
        case UUID ->
            tuple.setUuid(
                index, Uuids.parseHigh(text, offset, length), Uuids.parseLow(text, offset));
        case STRING -> tuple.setBytes(index, text, offset, length);
        case ENUM, TEXT, BYTES, JSON, DECLARED, REF -> throw wrong(parameter);
      }
    } catch (Rejection refused) {
      throw refused.at("", parameter.name());
    }
  }

  private static long bool(Parameter parameter, byte[] text, int offset, int length) {
    String word = new String(text, offset, length, StandardCharsets.UTF_8);
    if (!word.equals("true") && !word.equals("false")) {
      throw wrong(parameter);
    }
    return word.equals("true") ? 1 : 0;
  }

  private static boolean isNumber(byte first) {
    return first == '-' || (first >= '0' && first <= '9');
  }

  private static Rejection wrong(Parameter parameter) {
    return new Rejection(
            RejectionCode.INVALID_VALUE,
            "parameter " + parameter.name() + " must be of the type " + parameter.type())
        .at("", parameter.name());
  }
}
