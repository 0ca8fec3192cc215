package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import java.util.EnumSet;
import java.util.Set;

/**
 * One turn at which the schema may change, handed on to whichever kind of change it falls to; all
 * of them are told and done here. Threading: one thread.
 *
 * @param sink who is told
 * @param model what it is done to, unless it is to be refused or a limit stops it
 * @param version what the schema's becomes by it
 */
record SchemaTurn(SchemaSink sink, ModelStore model, long version) {
  /** Refused for one reason or another: which is tested elsewhere. */
  static final Set<RejectionCode> SOMEHOW = EnumSet.allOf(RejectionCode.class);

  static final Set<RejectionCode> NOT = EnumSet.noneOf(RejectionCode.class);

  /** Changes a field of a table, as {@link #change}. */
  ModelStore alter(
      ModelTable table, int column, Set<RejectionCode> expected, String set, Runnable action) {
    String field = table.fields.get(column).name();
    return change(
        expected,
        "alterField",
        member("table", table.name) + "," + member("field", field) + ",\"set\":{" + set + "}",
        action);
  }

  /**
   * Tells a change, and does it to the model.
   *
   * @param members of the document, but for its kind
   * @param action what it does to the model
   * @return the model, or null if a limit stopped it
   */
  ModelStore change(Set<RejectionCode> expected, String kind, String members, Runnable action) {
    String document = "{\"change\":\"" + kind + "\"," + members + "}";
    if (sink.change(document, expected)) {
      return null;
    }
    if (expected.isEmpty()) {
      model.schemaVersion = version;
      action.run();
      model.resolveAll();
    }
    return model;
  }

  static String member(String name, String value) {
    return '"' + name + "\":\"" + value + '"';
  }
}
