package io.tactus.tools.linearizability;

/**
 * One number that can be read, set, and set on condition: what a row under {@code If-Match} or
 * {@code where} is to its clients. Values written are never repeated, so the value stands for the
 * row's ETag.
 */
public final class Register implements SequentialModel<Long, Register.Request, Register.Answer> {

  /** What can be asked. */
  public sealed interface Request {}

  /** Read the value. */
  public record Read() implements Request {}

  /** Set the value whatever it is. */
  public record Write(long value) implements Request {}

  /** Set the value if it is {@code expected}. */
  public record Swap(long expected, long value) implements Request {}

  /**
   * What can be told.
   *
   * @param done false if the condition did not hold
   * @param value what was read; 0 for writes
   */
  public record Answer(boolean done, long value) {}

  /** The answer of a write that took effect. */
  public static final Answer DONE = new Answer(true, 0);

  /** The answer of a write whose condition did not hold. */
  public static final Answer REFUSED = new Answer(false, 0);

  @Override
  public Long initial() {
    return 0L;
  }

  @Override
  public Step<Long, Answer> apply(Long state, Request request) {
    return switch (request) {
      case Read read -> new Step<>(state, new Answer(true, state));
      case Write write -> new Step<>(write.value(), DONE);
      case Swap swap ->
          swap.expected() == state ? new Step<>(swap.value(), DONE) : new Step<>(state, REFUSED);
    };
  }
}
