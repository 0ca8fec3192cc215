package io.tactus.gateway.batch;

import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.json.JsonNumbers;

/**
 * One operation of a batch document: where its members lie. Absent ones are -1. Threading: one
 * thread; reused.
 */
final class BatchOperation {

  private final JsonMembers members = new JsonMembers();
  private byte[] document;

  String op;
  String table;
  String procedure;
  String where;
  int row;
  int key;
  int set;
  int params;
  long ifVersion;

  /** Reads the operation at the offset; unknown members are refused. */
  void read(byte[] newDocument, int offset) {
    read(newDocument, offset, null);
    if (op == null) {
      throw malformed("an operation needs the member op");
    }
  }

  /** Reads the members of an operation whose op is known from elsewhere. */
  void read(byte[] newDocument, int offset, String knownOp) {
    document = newDocument;
    op = null;
    table = null;
    procedure = null;
    where = null;
    row = -1;
    key = -1;
    set = -1;
    params = -1;
    ifVersion = -1;
    if (document[offset] != '{') {
      throw malformed("an operation is an object");
    }
    members.wrap(document, offset);
    while (members.next()) {
      member(members.name(), members.valueOffset());
    }
    if (knownOp != null) {
      if (op != null) {
        throw malformed(knownOp + " takes no op");
      }
      op = knownOp;
    }
  }

  private void member(String name, int value) {
    switch (name) {
      case "op" -> op = string(name, value);
      case "table" -> table = string(name, value);
      case "procedure" -> procedure = string(name, value);
      case "where" -> where = string(name, value);
      case "row" -> row = object(name, value);
      case "key" -> key = value;
      case "set" -> set = object(name, value);
      case "params" -> params = value;
      case "ifVersion" -> ifVersion = version(value);
      default -> throw malformed("an operation has no member " + name);
    }
  }

  private String string(String name, int value) {
    if (document[value] != '"') {
      throw malformed(name + " must be a string");
    }
    return JsonOffsets.string(document, value);
  }

  private int object(String name, int value) {
    if (document[value] != '{') {
      throw malformed(name + " must be an object");
    }
    return value;
  }

  private long version(int value) {
    int from = document[value] == '"' ? value + 1 : value;
    int to = JsonOffsets.skipValue(document, value) - (from - value);
    long version;
    try {
      version = JsonNumbers.parseI64(document, from, to - from);
    } catch (Rejection e) {
      throw malformed("ifVersion must be the version of a row");
    }
    if (version < 0) {
      throw malformed("ifVersion must be the version of a row");
    }
    return version;
  }

  /** Refuses members that mean nothing to this op, so that a misplaced condition is never lost. */
  void allow(boolean allowed, String name) {
    if (!allowed) {
      throw malformed(op + " takes no " + name);
    }
  }

  int required(int offset, String name) {
    if (offset < 0) {
      throw malformed(op + " needs the member " + name);
    }
    return offset;
  }

  String required(String value, String name) {
    if (value == null) {
      throw malformed(op + " needs the member " + name);
    }
    return value;
  }

  static Rejection malformed(String message) {
    return new Rejection(RejectionCode.MALFORMED, message);
  }
}
