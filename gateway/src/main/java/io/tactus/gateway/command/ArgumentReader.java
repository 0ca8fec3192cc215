package io.tactus.gateway.command;

import io.tactus.gateway.http.QueryString;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.json.JsonOffsets;
import io.tactus.gateway.lane.Workspace;
import io.tactus.pipeline.procedure.Parameter;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleShape;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/**
 * Reads the arguments of a call from JSON, by name from an object or by position from an array,
 * into the workspace's argument tuple; {@link Workspace#tuple} reads it then.
 *
 * <p>Threading: stateless; the workspace belongs to the caller.
 */
public final class ArgumentReader {

  private ArgumentReader() {}

  /** Reads the arguments at the offset; -1 stands for none at all. */
  public static void read(
      Workspace workspace, ProcedureDefinition procedure, byte[] document, int offset) {
    read(workspace, procedure, document, offset, false);
  }

  /**
   * Reads the arguments at the offset; -1 stands for none at all.
   *
   * @param marked whether strings that begin with a dollar stand for something, as in a batch:
   *     {@code $$} for a real dollar; a reference to an earlier result is refused, since a call
   *     takes none
   */
  public static void read(
      Workspace workspace,
      ProcedureDefinition procedure,
      byte[] document,
      int offset,
      boolean marked) {
    TupleWriter tuple = begin(workspace, procedure);
    if (offset >= 0) {
      switch (document[offset]) {
        case '{' -> byName(tuple, procedure, document, offset, marked);
        case '[' -> byPosition(tuple, procedure, document, offset, marked);
        default ->
            throw new Rejection(RejectionCode.INVALID_VALUE, "params are an object or an array");
      }
    }
    finish(workspace, procedure);
  }

  /** Reads the arguments from the parameters of a query string. */
  public static void read(Workspace workspace, ProcedureDefinition procedure, QueryString query) {
    TupleWriter tuple = begin(workspace, procedure);
    for (QueryString.Parameter parameter : query.parameters()) {
      ArgumentValues.setText(tuple, index(procedure, parameter.name()), parameter.value());
    }
    finish(workspace, procedure);
  }

  /** Begins an empty tuple. */
  static TupleWriter begin(Workspace workspace, ProcedureDefinition procedure) {
    int room = procedure.parameters().maxBytes();
    workspace.argumentBytes.checkLimit(room);
    return workspace.arguments.wrap(procedure.parameters(), workspace.argumentBytes, 0, room);
  }

  /** Completes the tuple and lets the workspace's reader look at it. */
  static void finish(Workspace workspace, ProcedureDefinition procedure) {
    int length = workspace.arguments.finish();
    workspace.tuple.wrap(procedure.parameters(), workspace.argumentBytes, 0, length);
  }

  private static void byName(
      TupleWriter tuple,
      ProcedureDefinition procedure,
      byte[] document,
      int offset,
      boolean marked) {
    JsonMembers members = new JsonMembers().wrap(document, offset);
    while (members.next()) {
      String name = members.name();
      int index = index(procedure, name);
      set(tuple, index, document, members.valueOffset(), members.end(), marked);
    }
  }

  /** Returns the position of a parameter by its name. */
  static int index(ProcedureDefinition procedure, String name) {
    int index = procedure.parameters().indexOrMinusOne(name);
    if (index < 0) {
      throw new Rejection(
              RejectionCode.INVALID_VALUE,
              "procedure " + procedure.name() + " has no parameter '" + name + "'")
          .withName("unknown_parameter", "PGRST202")
          .at("", name);
    }
    return index;
  }

  private static void byPosition(
      TupleWriter tuple,
      ProcedureDefinition procedure,
      byte[] document,
      int offset,
      boolean marked) {
    TupleShape shape = procedure.parameters();
    JsonElements elements = new JsonElements().wrap(document, offset);
    for (int i = 0; elements.next(); i++) {
      if (i == shape.size()) {
        throw new Rejection(
                RejectionCode.INVALID_VALUE,
                "procedure " + procedure.name() + " takes at most " + shape.size() + " arguments")
            .withName("unknown_parameter", "PGRST202");
      }
      set(tuple, i, document, elements.valueOffset(), elements.end(), marked);
    }
  }

  private static void set(
      TupleWriter tuple, int index, byte[] document, int from, int to, boolean marked) {
    Parameter parameter = tuple.shape().parameter(index);
    if (parameter.type().isJson()) {
      tuple.setBytes(index, document, from, to - from);
    } else if (marked && document[from] == '"' && document[from + 1] == '$') {
      String text = JsonOffsets.string(document, from);
      if (!text.startsWith("$$")) {
        throw new Rejection(
                RejectionCode.INVALID_VALUE,
                "'" + text + "': a call takes no references; a real dollar is written as $$")
            .withName("invalid_reference", "")
            .at("", parameter.name());
      }
      ArgumentValues.setText(tuple, index, text.substring(1));
    } else if (document[from] != 'n' || !parameter.optional()) {
      ArgumentValues.set(tuple, index, document, from, to);
    }
  }
}
