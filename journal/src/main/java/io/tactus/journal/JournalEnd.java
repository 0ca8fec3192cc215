package io.tactus.journal;

/**
 * How the journal ends.
 *
 * @param position offset in the last segment behind the last whole batch
 * @param forcedBytes how much of the last segment is known to be forced
 * @param lastSequence the last command's sequence
 * @param lastTimestampMicros of the last record that has one
 * @param lastTick of the last record that has one
 * @param sealed whether the last segment is sealed, so that the next record needs a new one
 * @param epochSealed whether that SEAL says that the next segment begins a new epoch
 * @param closedCleanly whether the last record says so
 * @param endsEpoch whether the next record belongs to a new epoch
 * @param tornTail what is to be cut, or null
 */
record JournalEnd(
    int position,
    int forcedBytes,
    long lastSequence,
    long lastTimestampMicros,
    long lastTick,
    boolean sealed,
    boolean epochSealed,
    boolean closedCleanly,
    boolean endsEpoch,
    TornTail tornTail) {

  static final JournalEnd EMPTY = new JournalEnd(0, 0, 0, 0, 0, true, false, true, false, null);
}
