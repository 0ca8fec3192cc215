package io.tactus.pipeline;

import java.util.List;

/**
 * How the engine came to its state when it was opened.
 *
 * @param snapshotSequence of the snapshot it began with, 0 for none
 * @param passedOver snapshots that are newer than that one and were not used, with what is wrong
 * @param commands replayed behind the snapshot
 * @param hashesCompared recorded state hashes compared on the way; all agreed
 * @param millis from taking the lock to the state
 */
public record RecoveryReport(
    long snapshotSequence,
    List<String> passedOver,
    long commands,
    long hashesCompared,
    long millis) {

  public RecoveryReport {
    passedOver = List.copyOf(passedOver);
  }
}
