package io.tactus.pipeline;

/**
 * The one place that knows whether the engine is well. Threading: any thread; the first failure
 * stays.
 */
public final class EngineHealth {
  private volatile EngineStatus status = EngineStatus.RECOVERING;
  private volatile Throwable failure;
  private volatile boolean halted;
  private volatile boolean diskShort;

  /** The health of the engine as it sees itself while it starts: well. */
  static EngineHealth well() {
    EngineHealth health = new EngineHealth();
    health.running();
    return health;
  }

  public EngineStatus status() {
    return status;
  }

  /** Whether a consumer halted: nothing may be applied any more. */
  public boolean isHalted() {
    return halted;
  }

  /** Why it failed or halted, or null. */
  public Throwable failure() {
    return failure;
  }

  /** Whether writes are refused because the disk has no room for them, or does not answer. */
  public boolean isDiskShort() {
    return diskShort;
  }

  /** The disk has no room left, or has room again. */
  public void diskShort(boolean value) {
    diskShort = value;
  }

  /** Goes on to serve, unless something went wrong meanwhile. */
  public synchronized void running() {
    if (status == EngineStatus.RECOVERING) {
      status = EngineStatus.RUNNING;
    }
  }

  /** The journal failed. */
  public synchronized void failed(Throwable cause) {
    if (failure == null) {
      failure = cause;
      status = EngineStatus.FAILED;
    }
  }

  /** A consumer met an error or a broken invariant: nothing it would apply could be trusted. */
  public synchronized void halted(Throwable cause) {
    if (!halted) {
      failure = cause;
      halted = true;
      status = EngineStatus.HALTED;
    }
  }

  /** Begins to close; false if that was begun before. */
  public synchronized boolean closing() {
    if (status == EngineStatus.CLOSING || status == EngineStatus.CLOSED) {
      return false;
    }
    status = EngineStatus.CLOSING;
    return true;
  }

  public synchronized void closed() {
    status = EngineStatus.CLOSED;
  }
}
