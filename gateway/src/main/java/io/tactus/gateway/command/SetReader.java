package io.tactus.gateway.command;

import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.UpdateOperator;

/**
 * Reads the changes of an update into the workspace's row draft and operators: plain values, or one
 * operator per value, {@code {"gold":{"$add":-5},"position.x":{"$max":0}}}. An object whose only
 * member begins with a dollar is an operator; any other object gives a composite.
 *
 * <p>Threading: one thread; reusable.
 */
public final class SetReader {

  private final JsonMembers members = new JsonMembers();
  private final JsonMembers operator = new JsonMembers();

  /** Reads the object at the offset; references to earlier results go to {@code references}. */
  public void read(
      Workspace workspace,
      RowLayout layout,
      byte[] document,
      int offset,
      ReferenceReader references) {
    workspace.row.reset(layout);
    workspace.operators.clear();
    if (document[offset] != '{') {
      throw new Rejection(RejectionCode.MALFORMED, "changes are given as an object")
          .at(layout.tableName(), "");
    }
    members.wrap(document, offset);
    while (members.next()) {
      RowPart part = part(layout, members);
      int value = members.valueOffset();
      demandNew(workspace, layout, part);
      // An object given to a json field is its value, whatever it looks like.
      boolean json = part.leaf().kind() == TypeKind.JSON;
      if (members.kind() == '{' && !json && (part.isLeaf() || isOperator(document, value))) {
        readOperator(workspace, layout, leaf(layout, part), document, value);
      } else if (!references.readField(workspace, part, document, value)) {
        workspace.rowJson.readValue(document, value, workspace.row, part);
      }
    }
  }

  /** Refuses a value for what has one already: {@code position} and {@code position.x}. */
  private static void demandNew(Workspace workspace, RowLayout layout, RowPart part) {
    boolean given = workspace.row.isAnyPresent(part);
    for (int i = 0; i < workspace.operators.count(); i++) {
      int leaf = workspace.operators.ordinal(i) - part.firstLeaf();
      given |= leaf >= 0 && leaf < part.leafCount();
    }
    if (given) {
      throw new Rejection(RejectionCode.INVALID_VALUE, "'" + part.path() + "' is given twice")
          .at(layout.tableName(), part.path());
    }
  }

  private boolean isOperator(byte[] document, int offset) {
    operator.wrap(document, offset);
    boolean dollar = operator.next() && operator.name().startsWith("$");
    return dollar && !operator.next();
  }

  private static RowField leaf(RowLayout layout, RowPart part) {
    if (!part.isLeaf()) {
      throw new Rejection(
              RejectionCode.INVALID_VALUE, "operators work on single values, not on all of these")
          .withHint("name one of them, as in " + part.leaf().name())
          .at(layout.tableName(), part.path());
    }
    return part.leaf();
  }

  /** Returns what a member names: a column, or a path into one. */
  public static RowPart part(RowLayout layout, JsonMembers member) {
    return part(layout, member.name());
  }

  /** Returns what a name means: a column, or a path into one. */
  public static RowPart part(RowLayout layout, String name) {
    RowPart part = layout.part(name);
    if (part == null) {
      throw new Rejection(
              RejectionCode.INVALID_QUERY,
              "table '" + layout.tableName() + "' has no field '" + name + "'")
          .withName("unknown_field", "PGRST204")
          .at(layout.tableName(), name);
    }
    return part;
  }

  private void readOperator(
      Workspace workspace, RowLayout layout, RowField field, byte[] document, int offset) {
    operator.wrap(document, offset);
    UpdateOperator found = null;
    int operand = 0;
    while (operator.next()) {
      if (found != null) {
        throw refused(layout, field, "one operator per field");
      }
      found = named(operator);
      operand = operator.valueOffset();
      if (found == null) {
        throw refused(layout, field, "the operators are $add, $min and $max");
      }
    }
    if (found == null) {
      throw refused(layout, field, "the operators are $add, $min and $max");
    }
    OperandReader.add(workspace.operators, layout, field, found, document, operand);
  }

  private static UpdateOperator named(JsonMembers member) {
    if (member.isNamed("$add")) {
      return UpdateOperator.ADD;
    }
    if (member.isNamed("$min")) {
      return UpdateOperator.MINIMUM;
    }
    return member.isNamed("$max") ? UpdateOperator.MAXIMUM : null;
  }

  private static Rejection refused(RowLayout layout, RowField field, String why) {
    return new Rejection(RejectionCode.INVALID_VALUE, why).at(layout.tableName(), field.name());
  }
}
