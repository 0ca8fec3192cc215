package io.tactus.gateway.health;

import java.util.Locale;

/** What has to be well for the server to be ready; the first that fails is told first. */
public enum Check {
  /** The journal has been replayed. */
  RECOVERY,
  /** The server is not closing. */
  DRAINING,
  /** No stage has ended on an error or a broken invariant. */
  ENGINE,
  /** The journal takes writes. */
  JOURNAL,
  /** The disk has room and can be read. */
  DISK,
  /** Group commits come back from the disk. */
  DISK_STALL,
  /** Commands in the ring are dealt with. */
  CONSUMER;

  private final String written = name().toLowerCase(Locale.ROOT);

  /** Returns its name as it is written in replies and labels. */
  public String written() {
    return written;
  }
}
