package io.tactus.pipeline.apply;

/** The stamps of the command being applied. One object, used again. Threading: applying thread. */
final class Command {
  private long sequence;
  private long timestampMicros;
  private long tick;
  private long schemaVersion;
  private long caller;

  void set(
      long newSequence, long newTimestampMicros, long newTick, long newSchema, long newCaller) {
    sequence = newSequence;
    timestampMicros = newTimestampMicros;
    tick = newTick;
    schemaVersion = newSchema;
    caller = newCaller;
  }

  long sequence() {
    return sequence;
  }

  long timestampMicros() {
    return timestampMicros;
  }

  long tick() {
    return tick;
  }

  long schemaVersion() {
    return schemaVersion;
  }

  long caller() {
    return caller;
  }
}
