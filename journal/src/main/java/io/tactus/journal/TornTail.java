package io.tactus.journal;

/**
 * The end of the last segment that a crash left incomplete. Nothing in it had been forced, so under
 * fsync nothing in it had been answered.
 *
 * @param file the last segment
 * @param cutOffset where the first incomplete batch begins: the log ends here
 * @param badOffset the first bytes that are not a valid record
 * @param lastSequence the last sequence before the cut
 * @param droppedRecords valid records behind the cut that go with it, as far as they can be seen
 * @param reason what was found at {@code badOffset}
 */
public record TornTail(
    String file,
    long cutOffset,
    long badOffset,
    long lastSequence,
    int droppedRecords,
    String reason) {

  /** For people; the same words in the server's log, {@code verify} and {@code inspect}. */
  public String describe() {
    return "torn tail: a batch that was never finished, and never answered under fsync, begins at"
        + " offset "
        + cutOffset
        + " of "
        + file
        + ", behind sequence "
        + lastSequence
        + " (at offset "
        + badOffset
        + " "
        + reason
        + (droppedRecords == 0 ? "" : "; " + droppedRecords + " whole records go with it")
        + "); the next start cuts it and begins a new epoch";
  }
}
