package io.tactus.pipeline.runtime;

/**
 * What instrumented plug-in code calls: at every loop, and on entering and leaving every method.
 *
 * <p>Threading: any thread; without game code running on it (a static initializer at loading, say)
 * the calls do nothing.
 */
public final class Work {
  private Work() {}

  /** A loop goes round. */
  public static void step() {
    WorkMeter meter = WorkMeter.current();
    if (meter != null) {
      meter.charge(1);
    }
  }

  /** A method begins. */
  public static void enter() {
    WorkMeter meter = WorkMeter.current();
    if (meter != null) {
      meter.enter();
    }
  }

  /** A method ends, returning or throwing. */
  public static void exit() {
    WorkMeter meter = WorkMeter.current();
    if (meter != null) {
      meter.exit();
    }
  }
}
