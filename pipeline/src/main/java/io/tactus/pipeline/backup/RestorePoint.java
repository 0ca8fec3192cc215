package io.tactus.pipeline.backup;

import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.snapshot.SnapshotMeta;

/**
 * Up to where a history is restored, that point included.
 *
 * @param kind what the value is
 * @param value a sequence, a tick, or microseconds since the epoch
 */
public record RestorePoint(Kind kind, long value) {
  /** All there is. */
  public static final RestorePoint END = new RestorePoint(Kind.END, 0);

  /** What a point can be. */
  public enum Kind {
    END,
    SEQUENCE,
    TICK,
    TIME
  }

  /** Just after a command. */
  public static RestorePoint sequence(long sequence) {
    return new RestorePoint(Kind.SEQUENCE, sequence);
  }

  /** Just after the last command of a tick. */
  public static RestorePoint tick(long tick) {
    return new RestorePoint(Kind.TICK, tick);
  }

  /** Just after the last command whose journal time is not later. */
  public static RestorePoint time(long micros) {
    return new RestorePoint(Kind.TIME, micros);
  }

  boolean includes(RecordHeader command) {
    return includes(command.sequence(), command.tick(), command.timestampMicros());
  }

  boolean includes(SnapshotMeta snapshot) {
    return includes(snapshot.sequence(), snapshot.tick(), snapshot.timestampMicros());
  }

  /** Whether the command at this place is at or before the point. */
  boolean includes(long sequence, long tick, long timestampMicros) {
    return switch (kind) {
      case END -> true;
      case SEQUENCE -> sequence <= value;
      case TICK -> tick <= value;
      case TIME -> timestampMicros <= value;
    };
  }

  /** Whether a history that ends here never got to the point. */
  boolean isBeyond(long sequence, long tick, long timestampMicros) {
    return switch (kind) {
      case END -> false;
      case SEQUENCE -> value > sequence;
      case TICK -> value > tick;
      case TIME -> value > timestampMicros;
    };
  }

  /**
   * Whether nothing behind this place can belong to the point: of a tick or a time there may be
   * more as long as nothing later is seen.
   */
  boolean isCertainlyBefore(long sequence, long tick, long timestampMicros) {
    return switch (kind) {
      case END -> false;
      case SEQUENCE -> value <= sequence;
      case TICK -> value < tick;
      case TIME -> value < timestampMicros;
    };
  }

  @Override
  public String toString() {
    return switch (kind) {
      case END -> "the end";
      case SEQUENCE -> "sequence " + value;
      case TICK -> "tick " + value;
      case TIME -> BackupManifest.text(value);
    };
  }

  /** A place in a history, for people. */
  static String describe(long sequence, long tick, long timestampMicros) {
    return "sequence "
        + sequence
        + ", tick "
        + tick
        + ", time "
        + BackupManifest.text(timestampMicros);
  }
}
