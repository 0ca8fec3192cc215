package io.tactus.pipeline;

/** What became of an attempt to hand a command to the engine; decided at once, never by waiting. */
public enum Admission {
  /** The command is in the ring; exactly one reply follows through {@link Submitter#drain}. */
  ACCEPTED,
  /** The ring, the reply ring of this submitter or the large-buffer pool is full: not applied. */
  QUEUE_FULL,
  /** The command, or the reply room it asks for, is above the configured maximum. */
  TOO_LARGE,
  /** The engine failed to write its journal: reads go on, writes are refused. */
  READ_ONLY,
  /** The disk has no room left, or does not answer: not applied; goes by when there is room. */
  DISK_SHORT,
  /** Slow readers hold so many frames that the writer might run out of them: not applied. */
  FRAMES_EXHAUSTED,
  /** The engine is closing: not applied. */
  SHUTTING_DOWN
}
