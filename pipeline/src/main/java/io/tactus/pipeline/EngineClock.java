package io.tactus.pipeline;

import java.util.concurrent.TimeUnit;

/**
 * The only source of time of an engine, so that a test can put its own in place. What it says
 * enters the state through the journal and in no other way. Threading: any thread.
 */
public interface EngineClock {
  /** The machine's clock. */
  EngineClock SYSTEM =
      new EngineClock() {
        @Override
        public long wallMicros() {
          return TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());
        }

        @Override
        public long nanoTime() {
          return System.nanoTime();
        }
      };

  /** Microseconds since the epoch; may jump. */
  long wallMicros();

  /** Nanoseconds from an arbitrary origin; never goes back. */
  long nanoTime();
}
