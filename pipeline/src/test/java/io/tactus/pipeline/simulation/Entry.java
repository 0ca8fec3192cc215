package io.tactus.pipeline.simulation;

import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.RejectionCode;
import org.agrona.DirectBuffer;

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

  /** A reply for which too little room was reserved comes without anything in it. */
  static final long NOT_TOLD = -1;

  /** What the model has to do, or null for commands of the engine's own. */
  final Move move;

  private Outcome outcome;
  private RejectionCode code;
  private int failedIndex = -1;
  private long firstSequence;
  private boolean acknowledged;
  private boolean durable;
  private boolean voided;
  private boolean voidedForGood;

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

  /** The same command in a branch of history of its own. */
  Entry copy() {
    Entry copy =
        new Entry(sequence, timestampMicros, tick, type, schemaVersion, caller, body, move);
    copy.became(outcome, code, failedIndex, firstSequence);
    copy.acknowledged = acknowledged;
    copy.durable = durable;
    copy.voided = voided;
    copy.voidedForGood = voidedForGood;
    return copy;
  }

  /** Forgets the outcome: something before it has come to another end. */
  void forgetOutcome() {
    became(null, null, -1, 0);
  }

  /** Notes whether an operator has left it out of the history. */
  void voided(boolean newVoided) {
    voided = newVoided;
  }

  boolean isVoided() {
    return voided;
  }

  /** What is void now stays so: an engine has started without it. */
  void voidedForGood() {
    voidedForGood = voided;
  }

  boolean isVoidedForGood() {
    return voidedForGood;
  }

  /** Notes the outcome, by a reply or by a replay. */
  void became(
      Outcome newOutcome, RejectionCode newCode, int newFailedIndex, long newFirstSequence) {
    outcome = newOutcome;
    code = newCode;
    failedIndex = newFailedIndex;
    firstSequence = newFirstSequence;
  }

  /**
   * The sequence a reply names as that of the first time, 0 if this was it, or {@link #NOT_TOLD}.
   */
  static long firstSequence(Outcome outcome, DirectBuffer body, int offset, int length) {
    if (outcome != Outcome.APPLIED) {
      return 0;
    }
    ReplyDecoder reply = new ReplyDecoder().wrap(body, offset, length);
    if (reply.resultsOmitted()) {
      return NOT_TOLD;
    }
    return reply.isReplayed() ? reply.firstSequence() : 0;
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
    return voided || (move == null ? durable : outcome != null);
  }

  Outcome outcome() {
    return outcome;
  }

  RejectionCode code() {
    return code;
  }

  /** The sequence of the command that did it, if this only repeated it; 0; or NOT_TOLD. */
  long firstSequence() {
    return firstSequence;
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
