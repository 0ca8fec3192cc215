package io.tactus.pipeline;

/** A clock that stands still until told otherwise. Threading: one thread. */
public final class StepClock implements EngineClock {
  private long nanos = 1_000_000_000;
  private long skewMicros = 1_700_000_000_000_000L;

  public void advanceNs(long ns) {
    nanos += ns;
  }

  /** Sets the wall clock forward or back. */
  public void jumpMicros(long micros) {
    skewMicros += micros;
  }

  @Override
  public long wallMicros() {
    return skewMicros + nanos / 1000;
  }

  @Override
  public long nanoTime() {
    return nanos;
  }
}
