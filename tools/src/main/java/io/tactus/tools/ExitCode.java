package io.tactus.tools;

/** The exit codes of every command, a contract with scripts. */
public final class ExitCode {

  /** Done. */
  public static final int DONE = 0;

  /** The answer is no: a failed plan, a damaged journal, a refused command, a divergence. */
  public static final int NO = 1;

  /** The command line or the configuration is wrong. */
  public static final int USAGE = 2;

  /** The server could not be reached, or could not start. */
  public static final int UNREACHABLE = 3;

  private ExitCode() {}
}
