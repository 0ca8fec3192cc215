package io.tactus.storage.row;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.json.Durations;
import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.json.JsonNumbers;
import io.tactus.storage.json.JsonSpace;
import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.Timestamps;
import io.tactus.storage.json.Utf8;
import io.tactus.storage.json.Uuids;
import io.tactus.storage.schema.EnumType;
import io.tactus.storage.schema.TypeKind;
import java.nio.charset.StandardCharsets;

/**
 * Reads names and values of validated JSON into drafts, out of the document's own bytes. Threading:
 * one thread.
 */
final class ValueReader {

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

  private final TreeReader tree = new TreeReader(this);
  private byte[] scratch = new byte[256];

  /** Finds the part named by the string whose opening quote lies at an index. */
  RowPart name(byte[] document, int quote, RowLayout layout) {
    int from = quote + 1;
    int to = JsonText.closingQuote(document, from);
    FieldNames names = layout.names();
    RowPart part = names.find(document, from, to);
    if (part == null && JsonText.hasEscape(document, from, to)) {
      int length = unescape(document, from, to);
      part = names.find(scratch, 0, length);
    }
    if (part == null) {
      throw unknownField(layout, document, from, to);
    }
    return part;
  }

  /** Reads the value of a part that begins at an index, and returns the index after it. */
  int value(byte[] document, int from, RowDraft draft, RowPart part) {
    if (document[from] == 'n') {
      if (!part.isColumn()) {
        throw FieldRules.isNull(part.leaf(), draft.layout().tableName())
            .withHint("null is for the whole of '" + part.column().name() + "'");
      }
      draft.setNull(part.firstLeaf());
      return from + 4;
    }
    return part.isLeaf()
        ? value(document, from, draft, part.leaf())
        : tree.value(document, from, draft, part.shape(), part.firstLeaf());
  }

  /** Reads the value that begins at an index of the document, and returns the index after it. */
  int value(byte[] document, int from, RowDraft draft, RowField field) {
    byte first = document[from];
    if (field.kind() == TypeKind.JSON && first != 'n') {
      int to = JsonSpace.endOfValue(document, from);
      draft.setValidJson(field, document, from, to);
      return to;
    }
    return switch (first) {
      case 'n' -> {
        draft.setNull(field.ordinal());
        yield from + 4;
      }
      case '"' -> {
        int to = JsonText.closingQuote(document, from + 1);
        if (JsonText.hasEscape(document, from + 1, to)) {
          // First the length: decoding may put a larger scratch in place.
          int length = unescape(document, from + 1, to);
          string(scratch, 0, length, draft, field);
        } else {
          string(document, from + 1, to - from - 1, draft, field);
        }
        yield to + 1;
      }
      case '{' -> throw wrong(draft, field, "an object");
      case '[' -> throw wrong(draft, field, "an array");
      default -> bare(document, from, draft, field);
    };
  }

  /** Reads the text form of a value. */
  void text(CharSequence text, RowDraft draft, int ordinal) {
    RowField field = draft.layout().field(ordinal);
    room(3 * text.length());
    int length = Utf8.encode(text, scratch, 0);
    if (length < 0) {
      throw wrong(draft, field, "text with half of a surrogate pair");
    }
    if (field.kind() == TypeKind.BOOL || field.kind().isInteger() || field.kind().isFloat()) {
      number(scratch, 0, length, draft, field);
    } else {
      string(scratch, 0, length, draft, field);
    }
  }

  /** Reads what stands in quotes: every kind whose JSON form is a string, and 64-bit integers. */
  private void string(byte[] text, int offset, int length, RowDraft draft, RowField field) {
    int ordinal = field.ordinal();
    switch (field.kind()) {
      case STRING, TEXT -> draft.setUtf8(ordinal, text, offset, length);
      case BYTES -> draft.setBase64(field, text, offset, length);
      case JSON -> draft.setBytes(ordinal, text, offset, length);
      case I64, U64 -> number(text, offset, length, draft, field);
      case ENUM -> {
        int code = field.enumNames().code(text, offset, length);
        if (code < 0) {
          throw unknownName(draft, field, text, offset, length);
        }
        draft.setLong(ordinal, code);
      }
      case TIMESTAMP, DURATION, UUID -> {
        try {
          switch (field.kind()) {
            case TIMESTAMP -> draft.setLong(ordinal, Timestamps.parse(text, offset, length));
            case DURATION -> draft.setLong(ordinal, Durations.parse(text, offset, length));
            default -> {
              long high = Uuids.parseHigh(text, offset, length);
              draft.setUuid(ordinal, high, Uuids.parseLow(text, offset));
            }
          }
        } catch (Rejection refused) {
          throw refused.at(draft.layout().tableName(), field.name());
        }
      }
      case BOOL, I8, I16, I32, U8, U16, U32, F32, F64 -> throw wrong(draft, field, "a string");
      case DECLARED, REF -> throw new IllegalStateException(field.type().toString());
    }
  }

  /** Reads what stands without quotes: {@code true}, {@code false} and numbers. */
  private int bare(byte[] document, int from, RowDraft draft, RowField field) {
    int to = from;
    while (to < document.length && isBare(document[to])) {
      to++;
    }
    boolean word = document[from] == 't' || document[from] == 'f';
    boolean wanted =
        field.kind() == TypeKind.BOOL
            ? word
            : !word && (field.kind().isInteger() || field.kind().isFloat());
    if (!wanted) {
      throw wrong(draft, field, word ? "true or false" : "a number");
    }
    number(document, from, to - from, draft, field);
    return to;
  }

  private void number(byte[] text, int offset, int length, RowDraft draft, RowField field) {
    int ordinal = field.ordinal();
    try {
      switch (field.kind()) {
        case BOOL -> draft.setLong(ordinal, bool(text, offset, length));
        case U64 -> draft.setLong(ordinal, JsonNumbers.parseU64(text, offset, length));
        case I8, I16, I32, I64, U8, U16, U32 ->
            draft.setLong(ordinal, JsonNumbers.parseI64(text, offset, length));
        case F32 -> draft.setDouble(ordinal, JsonNumbers.parseF32(text, offset, length));
        case F64 -> draft.setDouble(ordinal, JsonNumbers.parseF64(text, offset, length));
        default -> throw new IllegalStateException(field.type().toString());
      }
    } catch (Rejection refused) {
      throw refused.at(draft.layout().tableName(), field.name());
    }
  }

  private static long bool(byte[] text, int offset, int length) {
    if (is(TRUE, text, offset, length)) {
      return 1;
    }
    if (is(FALSE, text, offset, length)) {
      return 0;
    }
    throw InvalidValue.notA("bool", text, offset, length);
  }

  private static boolean is(byte[] word, byte[] text, int offset, int length) {
    boolean same = length == word.length;
    for (int i = 0; same && i < length; i++) {
      same = text[offset + i] == word[i];
    }
    return same;
  }

  private static boolean isBare(byte b) {
    return (b >= '0' && b <= '9')
        || (b >= 'a' && b <= 'z')
        || b == '-'
        || b == '+'
        || b == '.'
        || b == 'E';
  }

  private int unescape(byte[] document, int from, int to) {
    room(to - from);
    return JsonText.unescape(document, from, to, scratch, 0);
  }

  private void room(int length) {
    if (scratch.length < length) {
      scratch = new byte[length];
    }
  }

  static Rejection wrong(RowDraft draft, RowField field, String what) {
    return InvalidValue.notA(field.type().toString(), what)
        .at(draft.layout().tableName(), field.name());
  }

  private static Rejection unknownName(
      RowDraft draft, RowField field, byte[] text, int offset, int length) {
    EnumType type = field.enumType();
    String known = String.join(", ", type.values().subList(0, Math.min(20, type.values().size())));
    return InvalidValue.notA(type.name(), text, offset, length)
        .withHint("its values are " + known + (type.values().size() > 20 ? ", …" : ""))
        .at(draft.layout().tableName(), field.name());
  }

  static Rejection givenTwice(RowLayout layout, RowPart part) {
    return new Rejection(RejectionCode.INVALID_VALUE, "'" + part.path() + "' is given twice")
        .at(layout.tableName(), part.path());
  }

  static Rejection notAnObject(RowLayout layout) {
    return new Rejection(RejectionCode.MALFORMED, "a row is an object").at(layout.tableName(), "");
  }

  private static Rejection unknownField(RowLayout layout, byte[] document, int from, int to) {
    int length = Math.min(to - from, 63);
    String name = new String(document, from, length, StandardCharsets.UTF_8);
    return new Rejection(
            RejectionCode.INVALID_QUERY,
            "table '" + layout.tableName() + "' has no field '" + name + "'")
        .withName("unknown_field", "PGRST204")
        .at(layout.tableName(), name);
  }
}
