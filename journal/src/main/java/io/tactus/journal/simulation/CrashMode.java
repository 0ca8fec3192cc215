package io.tactus.journal.simulation;

/** What a crash leaves of the things that were not forced. */
public enum CrashMode {
  /**
   * Everything, for now: the process died, the machine did not. It is not forced by that, so a
   * later loss of power may still take it.
   */
  KEEP_UNFORCED,

  /** Nothing: the power went before the disk began. */
  LOSE_UNFORCED,

  /** Any sectors of any unforced writes, and any of the changes of each folder. */
  TEAR_UNFORCED
}
