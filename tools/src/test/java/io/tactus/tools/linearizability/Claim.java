package io.tactus.tools.linearizability;

/**
 * Something that at most one owner holds at a time: a row inserted by whoever takes it, deleted by
 * its owner only.
 */
public final class Claim implements SequentialModel<Integer, Claim.Request, Claim.Answer> {

  /** What can be asked. */
  public sealed interface Request {}

  /** Take it, if nobody has it. */
  public record Take(int owner) implements Request {}

  /** Give it back, if it is one's own. */
  public record Release(int owner) implements Request {}

  /** See who has it. */
  public record Look() implements Request {}

  /**
   * What can be told.
   *
   * @param done false if it was taken, or not one's own
   * @param owner who has it, {@link #NOBODY} if nobody or not asked
   */
  public record Answer(boolean done, int owner) {}

  /** No owner. */
  public static final int NOBODY = 0;

  /** The answer of a change that took effect. */
  public static final Answer DONE = new Answer(true, NOBODY);

  /** The answer of a change that was refused. */
  public static final Answer REFUSED = new Answer(false, NOBODY);

  @Override
  public Integer initial() {
    return NOBODY;
  }

  @Override
  public Step<Integer, Answer> apply(Integer state, Request request) {
    return switch (request) {
      case Take take ->
          state == NOBODY ? new Step<>(take.owner(), DONE) : new Step<>(state, REFUSED);
      case Release release ->
          state == release.owner() ? new Step<>(NOBODY, DONE) : new Step<>(state, REFUSED);
      case Look look -> new Step<>(state, new Answer(true, state));
    };
  }
}
