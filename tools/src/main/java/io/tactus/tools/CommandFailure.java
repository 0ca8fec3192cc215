package io.tactus.tools;

/**
 * Ends a command with a message for the person at the terminal and an exit code. Thrown for
 * expected outcomes, so it carries no stack trace.
 */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * A failure with a message that says what happened and, where possible, what to do.
   *
   * @param exitCode one of {@link ExitCode}
   */
  public CommandFailure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  /** The code the process ends with. */
  public int exitCode() {
    return exitCode;
  }
}
