package io.tactus.storage.row;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.json.JsonText;
import io.tactus.storage.json.StrictJson;
import java.nio.charset.StandardCharsets;

/**
 * Reads composites, arrays and references of validated JSON into drafts: every member and every
 * element must be there, once, and nothing else. Threading: one thread.
 */
final class TreeReader {

  private final ValueReader leaves;
  private byte[] scratch = new byte[64];

  TreeReader(ValueReader leaves) {
    this.leaves = leaves;
  }

  /**
   * Reads the value that begins at an index, and returns the index after it. Recursion is as deep
   * as types nest.
   *
   * @param leaf ordinal of the first leaf below {@code shape}
   */
  int value(byte[] document, int from, RowDraft draft, PartShape shape, int leaf) {
    return switch (shape.form()) {
      case LEAF -> leaf(document, from, draft, leaf);
      case OBJECT -> object(document, from, draft, shape, leaf);
      case ARRAY, TUPLE -> array(document, from, draft, shape, leaf);
    };
  }

  private int leaf(byte[] document, int from, RowDraft draft, int leaf) {
    RowField field = draft.layout().field(leaf);
    if (document[from] == 'n') {
      throw FieldRules.isNull(field, draft.layout().tableName());
    }
    return leaves.value(document, from, draft, field);
  }

  private int object(byte[] document, int from, RowDraft draft, PartShape shape, int leaf) {
    demand(document[from] == '{', document, from, draft, leaf, "an object");
    int members = 0;
    int at = JsonText.skipSpace(document, from + 1);
    while (document[at] != '}') {
      int close = JsonText.closingQuote(document, at + 1);
      int member = member(document, at + 1, close, shape);
      if (member < 0) {
        throw unknownMember(document, at + 1, close, draft, leaf);
      }
      int first = leaf;
      for (int i = 0; i < member; i++) {
        first += shape.child(i).leafCount();
      }
      if (draft.isPresent(first)) {
        throw StrictJson.repeatedName(document, at, close)
            .at(draft.layout().tableName(), draft.layout().field(leaf).column().name());
      }
      int value = JsonText.skipSpace(document, JsonText.skipSpace(document, close + 1) + 1);
      at = JsonText.skipSpace(document, value(document, value, draft, shape.child(member), first));
      members++;
      if (document[at] == ',') {
        at = JsonText.skipSpace(document, at + 1);
      }
    }
    // None was given twice: as many as there are means all of them.
    if (members < shape.size()) {
      throw missingMember(draft, shape, leaf);
    }
    return at + 1;
  }

  private int member(byte[] document, int from, int to, PartShape shape) {
    int member = shape.find(document, from, to);
    if (member >= 0 || !JsonText.hasEscape(document, from, to)) {
      return member;
    }
    if (scratch.length < to - from) {
      scratch = new byte[to - from];
    }
    return shape.find(scratch, 0, JsonText.unescape(document, from, to, scratch, 0));
  }

  private int array(byte[] document, int from, RowDraft draft, PartShape shape, int leaf) {
    demand(document[from] == '[', document, from, draft, leaf, "an array");
    boolean tuple = shape.form() == PartShape.Form.TUPLE;
    int step = tuple ? 1 : shape.child(0).leafCount();
    int size = shape.size();
    int elements = 0;
    int at = JsonText.skipSpace(document, from + 1);
    while (document[at] != ']') {
      if (elements == size) {
        throw wrongLength(draft, leaf, "more than " + size, size);
      }
      int first = leaf + elements * step;
      int after =
          tuple
              ? leaf(document, at, draft, first)
              : value(document, at, draft, shape.child(0), first);
      at = JsonText.skipSpace(document, after);
      elements++;
      if (document[at] == ',') {
        at = JsonText.skipSpace(document, at + 1);
      }
    }
    if (elements < size) {
      throw wrongLength(draft, leaf, Integer.toString(elements), size);
    }
    return at + 1;
  }

  private static void demand(
      boolean holds, byte[] document, int from, RowDraft draft, int leaf, String wanted) {
    if (!holds) {
      RowField field = draft.layout().field(leaf);
      throw InvalidValue.notA(wanted, what(document[from]))
          .at(draft.layout().tableName(), field.column().name());
    }
  }

  private static String what(byte first) {
    return switch (first) {
      case '{' -> "an object";
      case '[' -> "an array";
      case '"' -> "a string";
      case 't', 'f' -> "true or false";
      case 'n' -> "null";
      default -> "a number";
    };
  }

  private static Rejection unknownMember(
      byte[] document, int from, int to, RowDraft draft, int leaf) {
    String name = new String(document, from, Math.min(63, to - from), StandardCharsets.UTF_8);
    RowColumn column = draft.layout().field(leaf).column();
    return new Rejection(
            RejectionCode.INVALID_VALUE,
            column.definition().type() + " has no member '" + name + "'")
        .at(draft.layout().tableName(), column.name());
  }

  private static Rejection missingMember(RowDraft draft, PartShape shape, int leaf) {
    int first = leaf;
    for (int i = 0; i < shape.size(); i++) {
      if (!draft.isPresent(first)) {
        return FieldRules.incomplete(
            draft.layout().field(first), draft.layout().tableName(), false);
      }
      first += shape.child(i).leafCount();
    }
    throw new IllegalStateException("no member is missing");
  }

  private static Rejection wrongLength(RowDraft draft, int leaf, String given, int wanted) {
    RowColumn column = draft.layout().field(leaf).column();
    return new Rejection(
            RejectionCode.INVALID_VALUE, given + " values, not " + wanted + " as an array has here")
        .at(draft.layout().tableName(), column.name());
  }
}
