package io.tactus.pipeline;

/**
 * The journal time of the last command in the version published last, for a reader that holds a
 * version and must not be told the time of another.
 *
 * <pre>
 *  applying thread:  sequence = NONE · time = t · sequence = s
 *  reader:           sequence is s?  · read t   · sequence still is s?
 * </pre>
 *
 * <p>Threading: {@link #onPublished} the applying thread, {@link #of} any.
 */
final class PublishedTime {
  /** The time of that version is not known, or not yet. */
  static final long UNKNOWN = -1;

  private static final long NONE = -1;

  private volatile long sequence = NONE;
  private volatile long micros;

  /** A version was published. */
  void onPublished(long newSequence, long newMicros) {
    if (newSequence != sequence) {
      sequence = NONE;
      micros = newMicros;
      sequence = newSequence;
    }
  }

  /** Microseconds since the epoch, or {@link #UNKNOWN} if another version is the last one. */
  long of(long wantedSequence) {
    if (sequence != wantedSequence) {
      return UNKNOWN;
    }
    long read = micros;
    return sequence == wantedSequence ? read : UNKNOWN;
  }
}
