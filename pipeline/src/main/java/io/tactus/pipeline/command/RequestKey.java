package io.tactus.pipeline.command;

/**
 * What tells one request from another: 128 bits of a digest of the idempotency key and its caller,
 * and as many of everything that decides what is asked for. Long enough that two that differ are
 * never alike by chance; nobody gains by making two of their own alike.
 */
public record RequestKey(long keyHigh, long keyLow, long requestHigh, long requestLow) {
  /** Bytes of one digest. */
  public static final int DIGEST_BYTES = 2 * Long.BYTES;
}
