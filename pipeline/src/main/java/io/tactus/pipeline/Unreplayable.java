package io.tactus.pipeline;

/**
 * A history with which this program cannot go on, though its bytes on disk are whole. Its message
 * has lines for people; its parts are for programs.
 */
public abstract class Unreplayable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String file;
  private final long sequence;
  private final String advice;

  /**
   * Of a place in the history.
   *
   * @param reason what is wrong, in one line
   * @param file what says so; empty if that is no file
   * @param sequence the command, or that of the state, it says so of; 0 if it is none
   * @param advice what a person can do
   * @param cause may be null
   */
  protected Unreplayable(
      String reason, String file, long sequence, String advice, Throwable cause) {
    super(
        reason
            + (file.isEmpty() ? "" : "\n  file:     " + file)
            + (sequence == 0 ? "" : "\n  sequence: " + sequence)
            + "\n  advice:   "
            + advice,
        cause);
    this.reason = reason;
    this.file = file;
    this.sequence = sequence;
    this.advice = advice;
  }

  /** As above, of no place. */
  protected Unreplayable(String reason, String advice) {
    this(reason, "", 0, advice, null);
  }

  /** What is wrong, in one line. */
  public String reason() {
    return reason;
  }

  /** What says so; empty if that is no file. */
  public String file() {
    return file;
  }

  /** The command, or that of the state, it says so of; 0 if it is none. */
  public long sequence() {
    return sequence;
  }

  /** What a person can do. */
  public String advice() {
    return advice;
  }
}
