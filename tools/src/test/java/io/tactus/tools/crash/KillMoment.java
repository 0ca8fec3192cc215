package io.tactus.tools.crash;

/** What a server was about when it was killed, as far as its folder shows that. */
enum KillMoment {
  /** Between two segments: one is sealed, made, named or without a record. */
  ROLL_OVER,
  /** A snapshot was being written. */
  SNAPSHOT,
  /** A new snapshot was there, and what it makes superfluous as well. */
  RETENTION,
  /** The folder was open and the server not ready. */
  RECOVERY
}
