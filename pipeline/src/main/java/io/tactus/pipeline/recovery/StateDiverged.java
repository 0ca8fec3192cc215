package io.tactus.pipeline.recovery;

import io.tactus.pipeline.Unreplayable;

/**
 * A replay came to another state than the one recorded with the history: this program, or a plug-in
 * it has, applies commands differently from the one that wrote them. Its sequence is the first
 * after which the states differ.
 */
public final class StateDiverged extends Unreplayable {
  private static final long serialVersionUID = 1L;

  StateDiverged(String file, long sequence) {
    super(
        "the state after sequence "
            + sequence
            + " is not the one its history notes: this program applies commands differently from"
            + " the one that wrote them",
        file,
        sequence,
        "Use the version of Tactus, and the plug-ins, that wrote it. 'tactus replay verify' shows"
            + " whether an earlier point agrees; up to there it can be restored: tactus restore"
            + " THIS_FOLDER --data NEW_FOLDER --at seq:N.",
        null);
  }
}
