package io.tactus.tools.linearizability;

/**
 * What operations do when they come one after the other: the meaning a history is held against.
 *
 * @param <S> a state; immutable, with value equality
 * @param <I> what can be asked
 * @param <O> what can be told; with value equality
 */
public interface SequentialModel<S, I, O> {

  /** The state before the first operation. */
  S initial();

  /** What the operation makes of a state, and what it must answer. */
  Step<S, O> apply(S state, I input);

  /** The state after an operation, and its answer. */
  record Step<S, O>(S state, O output) {}
}
