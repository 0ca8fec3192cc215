package io.tactus.pipeline.recovery;

import io.tactus.pipeline.Unreplayable;
import io.tactus.pipeline.command.ConfigCommand;

/**
 * A history, or a state, was written by a version that applies commands by other rules. The bytes
 * are whole; this program would come to another state with them, and say nothing.
 */
public final class OtherSemantics extends Unreplayable {
  private static final long serialVersionUID = 1L;

  private final int found;

  private OtherSemantics(String file, long sequence, int found) {
    super(reason(file, found), file, sequence, advice(found), null);
    this.found = found;
  }

  private static String reason(String file, int found) {
    return file
        + " was written under engine semantics "
        + found
        + ", this program knows "
        + ConfigCommand.SEMANTICS_VERSION;
  }

  private static String advice(int found) {
    return "Nothing was changed. Use "
        + (found > ConfigCommand.SEMANTICS_VERSION ? "a newer" : "the older")
        + " version of Tactus: the one that wrote it.";
  }

  /**
   * Refuses all rules but those this code applies.
   *
   * @param file what says so, as {@code Disk.describe} names it
   * @param sequence the command, or that of the state, it says so of
   * @param found the version it says
   * @throws OtherSemantics if that is another one
   */
  public static void refuse(String file, long sequence, int found) {
    if (found != ConfigCommand.SEMANTICS_VERSION) {
      throw new OtherSemantics(file, sequence, found);
    }
  }

  /** The version found. */
  public int found() {
    return found;
  }
}
