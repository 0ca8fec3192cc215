package io.tactus.gateway.command;

import io.tactus.gateway.lane.Workspace;
import io.tactus.storage.row.RowPart;

/**
 * Takes the values that stand for something else. Outside of a batch nothing does, and {@link
 * #NONE} takes none. Threading: one thread.
 */
@FunctionalInterface
public interface ReferenceReader {

  /** A reader that leaves every value as it is. */
  ReferenceReader NONE = (workspace, part, document, offset) -> false;

  /**
   * Looks at one value.
   *
   * @return whether it was taken; if not, it is read as a plain value
   */
  boolean readField(Workspace workspace, RowPart part, byte[] document, int offset);
}
