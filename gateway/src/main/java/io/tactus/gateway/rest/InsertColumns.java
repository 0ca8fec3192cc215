package io.tactus.gateway.rest;

import io.tactus.gateway.command.SetReader;
import io.tactus.gateway.json.JsonMembers;
import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowPart;
import java.util.ArrayList;
import java.util.List;

/**
 * The parameter {@code columns} of an insert: only these are taken from the rows, whatever else
 * stands there. One that a row does not give is null, or takes its default with {@code Prefer:
 * missing=default}.
 *
 * <p>Threading: one thread.
 */
final class InsertColumns {

  private final JsonMembers members = new JsonMembers();
  private final List<RowPart> parts = new ArrayList<>();
  private final boolean missingDefault;

  private InsertColumns(boolean missingDefault) {
    this.missingDefault = missingDefault;
  }

  /** Reads a list of names, each with double quotes around it or without. */
  static InsertColumns parse(RowLayout layout, String list, boolean missingDefault) {
    InsertColumns columns = new InsertColumns(missingDefault);
    for (String entry : list.split(",", -1)) {
      String name = entry.strip();
      if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
        name = name.substring(1, name.length() - 1);
      }
      columns.parts.add(SetReader.part(layout, name));
    }
    return columns;
  }

  /** Reads a row into the workspace's draft, which is empty. */
  void read(Workspace workspace, byte[] document, int offset) {
    RowDraft row = workspace.row;
    members.wrap(document, offset);
    while (members.next()) {
      RowPart part = row.layout().part(members.name());
      if (part != null && isNamed(part)) {
        if (row.isAnyPresent(part)) {
          throw new Rejection(RejectionCode.INVALID_VALUE, "'" + part + "' is given twice")
              .at(row.layout().tableName(), part.path());
        }
        workspace.rowJson.readValue(document, members.valueOffset(), row, part);
      }
    }
    if (!missingDefault) {
      for (RowPart part : parts) {
        if (!row.isAnyPresent(part)) {
          row.setNull(part.firstLeaf());
        }
      }
    }
  }

  private boolean isNamed(RowPart part) {
    for (RowPart named : parts) {
      if (named.path().equals(part.path())) {
        return true;
      }
    }
    return false;
  }
}
