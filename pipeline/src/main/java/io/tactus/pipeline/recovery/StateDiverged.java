package io.tactus.pipeline.recovery;

/**
 * A replay came to another state than the one recorded with the history: this program, or a plug-in
 * it has, applies commands differently from the one that wrote them. The bytes on disk are whole.
 */
public final class StateDiverged extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final long sequence;

  StateDiverged(String file, long sequence) {
    super(
        "the state after sequence "
            + sequence
            + " is not the one its history notes: this program applies commands differently from"
            + " the one that wrote them\n  file:     "
            + file
            + "\n  sequence: "
            + sequence
            + "\n  advice:   Use the version of Tactus, and the plug-ins, that wrote it. 'tactus"
            + " replay verify' shows whether an earlier point agrees; up to there it can be"
            + " restored: tactus restore THIS_FOLDER --data NEW_FOLDER --at seq:N.");
    this.sequence = sequence;
  }

  /** The first sequence after which the states differ. */
  public long sequence() {
    return sequence;
  }
}
