package io.tactus.gateway.command;

import io.tactus.gateway.http.PercentText;
import io.tactus.gateway.json.JsonElements;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;

/**
 * Reads primary keys, from URLs and from JSON, into the workspace's key draft.
 *
 * <p>Threading: stateless; the workspace belongs to the caller.
 */
public final class KeyReader {

  private KeyReader() {}

  /**
   * Reads a raw path segment: the parts of a composite key are split at commas before they are
   * decoded, so a part may hold an encoded comma.
   */
  public static void readPath(Workspace workspace, RowLayout layout, CharSequence raw) {
    if (layout.keyFieldCount() == 1 && !isEncoded(raw)) {
      int ordinal = layout.keyField(0).ordinal();
      workspace.rowJson.readText(raw, workspace.key.reset(layout), ordinal);
      return;
    }
    fillFromPath(workspace, workspace.key.reset(layout), layout, raw.toString());
  }

  private static boolean isEncoded(CharSequence raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (raw.charAt(i) == '%') {
        return true;
      }
    }
    return false;
  }

  /** Sets the key fields a draft does not have yet from a raw path segment. */
  public static void fillFromPath(
      Workspace workspace, RowDraft draft, RowLayout layout, String raw) {
    int count = layout.keyFieldCount();
    int from = 0;
    for (int i = 0; i < count; i++) {
      int comma = count == 1 ? -1 : raw.indexOf(',', from);
      boolean last = i == count - 1;
      if (last != comma < 0) {
        throw wrongParts(layout, "its URL has " + count + " parts with commas between them.");
      }
      String part = raw.substring(from, last ? raw.length() : comma);
      int ordinal = layout.keyField(i).ordinal();
      if (!draft.isPresent(ordinal)) {
        workspace.rowJson.readText(PercentText.decodePath(part), draft, ordinal);
      }
      from = comma + 1;
    }
  }

  /** Reads a JSON value: the plain key, or an array of the parts of a composite one. */
  public static void readJson(Workspace workspace, RowLayout layout, byte[] document, int offset) {
    workspace.key.reset(layout);
    if (layout.keyFieldCount() == 1) {
      if (document[offset] == '[' || document[offset] == '{') {
        throw wrongParts(layout, "it is given as one plain value.");
      }
      workspace.rowJson.readValue(document, offset, workspace.key, layout.keyField(0).ordinal());
      return;
    }
    checkParts(layout, document, offset);
    JsonElements parts = new JsonElements().wrap(document, offset);
    for (int i = 0; parts.next(); i++) {
      workspace.rowJson.readValue(
          document, parts.valueOffset(), workspace.key, layout.keyField(i).ordinal());
    }
  }

  /** Refuses what is not an array of as many parts as the composite key has. */
  public static void checkParts(RowLayout layout, byte[] document, int offset) {
    if (document[offset] != '[' || JsonElements.count(document, offset) != layout.keyFieldCount()) {
      throw wrongParts(layout, "it is given as an array of " + layout.keyFieldCount() + " values.");
    }
  }

  private static Refusal wrongParts(RowLayout layout, String how) {
    return new Refusal(
        Problem.of(
                ProblemType.INVALID_QUERY,
                "The key of table '" + layout.tableName() + "' has other parts: " + how)
            .at(layout.tableName()));
  }
}
