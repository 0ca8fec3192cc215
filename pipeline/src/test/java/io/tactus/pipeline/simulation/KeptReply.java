package io.tactus.pipeline.simulation;

/**
 * What the model remembers of a request with an idempotency key that was applied. Immutable.
 *
 * @param number counts them from 1, without gaps
 * @param key the key
 * @param request tells one request from another
 * @param sequence of the command that was applied
 * @param expiresMicros journal time from which on it counts as forgotten
 */
record KeptReply(long number, long key, long request, long sequence, long expiresMicros) {
  /** How long replies are kept, as the documentation says. */
  static final long KEPT_MICROS = 24L * 60 * 60 * 1_000_000;

  /** How many expired ones go at most when another is kept. */
  static final int FORGOTTEN_AT_ONCE = 4;
}
