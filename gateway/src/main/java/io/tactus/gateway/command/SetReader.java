package io.tactus.gateway.command;

import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.UpdateOperator;

/**
 * Reads the changes of an update into the workspace's row draft and operators: plain values, or one
 * operator per field, {@code {"gold":{"$add":-5}}}.
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
      RowField field = field(layout, members);
      int value = members.valueOffset();
      // An object given to a json field is its value, whatever it looks like.
      if (members.kind() == '{' && field.kind() != TypeKind.JSON) {
        readOperator(workspace, layout, field, document, value);
      } else if (!references.readField(workspace, field, document, value)) {
        workspace.rowJson.readValue(document, value, workspace.row, field.ordinal());
      }
    }
  }

  /** Returns the field a member names. */
  public static RowField field(RowLayout layout, JsonMembers member) {
    String name = member.name();
    RowField field = layout.field(name);
    if (field == null) {
      throw new Rejection(
              RejectionCode.INVALID_QUERY,
              "table '" + layout.tableName() + "' has no field '" + name + "'")
          .withName("unknown_field", "PGRST204")
          .at(layout.tableName(), name);
    }
    return field;
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
