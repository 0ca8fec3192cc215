package io.tactus.pipeline.simulation;

import io.tactus.pipeline.Outcome;
import io.tactus.storage.RejectionCode;

/**
 * A command as it was journaled, and what its submitter was told.
 *
 * <p>Threading: one thread.
 */
final class Entry {
  final long sequence;
  final long timestampMicros;
  final long tick;
  final int type;
  final long schemaVersion;
  final long caller;
  final byte[] body;

  /** What the model has to do, or null for commands of the engine's own. */
  final Move move;

  private Outcome outcome;
  private RejectionCode code;
  private int failedIndex = -1;
  private boolean acknowledged;
  private boolean durable;

  Entry(
      long sequence,
      long timestampMicros,
      long tick,
      int type,
      long schemaVersion,
      long caller,
      byte[] body,
      Move move) {
    this.sequence = sequence;
    this.timestampMicros = timestampMicros;
    this.tick = tick;
    this.type = type;
    this.schemaVersion = schemaVersion;
    this.caller = caller;
    this.body = body;
    this.move = move;
  }

  /** Notes the outcome, by a reply or by a replay. */
  void became(Outcome newOutcome, RejectionCode newCode, int newFailedIndex) {
    outcome = newOutcome;
    code = newCode;
    failedIndex = newFailedIndex;
  }

  /** Notes that its submitter was told. */
  void acknowledge() {
    acknowledged = true;
  }

  /** Notes that the journal says it is kept. */
  void kept() {
    durable = true;
  }

  boolean isAcknowledged() {
    return acknowledged;
  }

  /** Whether it is certain what became of it. */
  boolean isSettled() {
    return move == null ? durable : outcome != null;
  }

  Outcome outcome() {
    return outcome;
  }

  RejectionCode code() {
    return code;
  }

  int failedIndex() {
    return failedIndex;
  }

  /** The outcome in words, to be compared. */
  String verdict() {
    return outcome + (code == null ? "" : " " + code + " at " + failedIndex);
  }

  @Override
  public String toString() {
    return "sequence "
        + sequence
        + " (type "
        + type
        + ", tick "
        + tick
        + ", schema "
        + schemaVersion
        + ")"
        + (move == null ? "" : " " + move);
  }
}
