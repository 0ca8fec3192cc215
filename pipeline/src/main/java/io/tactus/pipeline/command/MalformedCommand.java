package io.tactus.pipeline.command;

/**
 * The bytes of a command do not add up. Refused, the same on every replay; unlike other exceptions
 * while a command is applied, which tell of a broken invariant and halt.
 */
public final class MalformedCommand extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  public MalformedCommand(String message) {
    super(message);
  }

  /** Of what a decoder of a part of the command threw. */
  public MalformedCommand(RuntimeException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
