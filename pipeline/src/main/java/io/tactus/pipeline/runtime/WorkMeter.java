package io.tactus.pipeline.runtime;

/**
 * Counts the steps of running game code and stops it when they are used up: every call into the
 * server is a step, and so is every loop and every method entered in an instrumented plug-in.
 *
 * <p>Threading: one thread at a time; {@link #current()} is the one of this thread.
 */
public final class WorkMeter {
  /** Deepest nesting of instrumented methods; deeper is as good as endless. */
  public static final int MAX_DEPTH = 512;

  private static final ThreadLocal<WorkMeter> CURRENT = new ThreadLocal<>();

  private long limit;
  private long used;
  private int depth;
  private boolean exhausted;
  private boolean suspended;
  private long usedBeforeSuspension;

  /** The meter of the game code running on this thread, or null if there is none. */
  public static WorkMeter current() {
    return CURRENT.get();
  }

  /** Begins to count anew. */
  public void begin(long newLimit) {
    limit = newLimit;
    used = 0;
    depth = 0;
    exhausted = false;
    suspended = false;
  }

  /**
   * Refuses everything until {@link #resume()}: the game code that is about to run, on several
   * threads, has meters of its own.
   *
   * @return the steps that are left
   */
  long suspend() {
    usedBeforeSuspension = used;
    suspended = true;
    used = Long.MIN_VALUE;
    return limit - usedBeforeSuspension;
  }

  /** Ends what {@link #suspend()} began, on the thread that called it. */
  void resume() {
    used = usedBeforeSuspension;
    suspended = false;
    CURRENT.set(this);
  }

  /**
   * Refuses what only the calling thread of a procedure may do.
   *
   * @throws IllegalStateException within parallel work
   */
  void expectNotSuspended() {
    if (suspended) {
      throw new IllegalStateException(
          "parallel work may use its row and its accumulator, and nothing else of the context");
    }
  }

  /** Makes this the meter of the game code about to run on this thread. */
  public void enterGameCode() {
    depth = 0;
    CURRENT.set(this);
  }

  /** Ends what {@link #enterGameCode()} began. */
  public void leaveGameCode() {
    CURRENT.set(null);
  }

  /** Counts steps; throws {@link WorkExhausted} when they are used up, and from then on always. */
  public void charge(long steps) {
    used += steps;
    if (used < 0 || used > limit) {
      expectNotSuspended();
      throw exhausted();
    }
  }

  /** Counts the entry into a method. */
  public void enter() {
    charge(1);
    if (++depth > MAX_DEPTH) {
      throw exhausted();
    }
  }

  /** Counts the exit from a method. */
  public void exit() {
    depth--;
  }

  /** Whether the steps were used up, even if the game code caught what told it so. */
  public boolean isExhausted() {
    return exhausted;
  }

  /** Steps counted since {@link #begin}. */
  public long used() {
    return used;
  }

  private WorkExhausted exhausted() {
    exhausted = true;
    used = Long.MIN_VALUE;
    return new WorkExhausted();
  }
}
