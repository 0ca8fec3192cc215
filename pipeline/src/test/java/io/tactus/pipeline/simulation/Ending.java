package io.tactus.pipeline.simulation;

import java.util.Random;

/** What befalls a run of the engine. */
enum Ending {
  /** It is closed in good order. */
  CLOSED,
  /** The machine stops between two operations of the disk. */
  POWER_OFF,
  /** The machine stops in the middle of an operation of the disk. */
  CRASH,
  /** The machine stops while the engine starts. */
  CRASH_AT_START,
  /** An operation of the disk fails. */
  FAILURE,
  /** The next force or write of anything fails. */
  FAILED_FORCE,
  /** The disk is full for a while. */
  DISK_FULL;

  private static final Ending[] OFTEN = {
    CLOSED, POWER_OFF, CRASH, CRASH, CRASH, CRASH_AT_START, FAILURE, FAILED_FORCE, DISK_FULL
  };

  /** One of them, crashes more often than the rest. */
  static Ending any(Random random) {
    return OFTEN[random.nextInt(OFTEN.length)];
  }
}
