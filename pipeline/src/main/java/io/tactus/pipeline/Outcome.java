package io.tactus.pipeline;

/** How an admitted command ended. */
public enum Outcome {
  /** Journaled, applied and visible. The body holds one result per operation. */
  APPLIED,
  /** Journaled and refused, without a trace in the state. The body holds the refusal. */
  REJECTED,
  /**
   * The journal failed before the command was acknowledged: it may or may not be there after a
   * restart. Without a body.
   */
  OUTCOME_UNKNOWN
}
