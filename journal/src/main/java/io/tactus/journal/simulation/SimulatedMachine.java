package io.tactus.journal.simulation;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The machine that a {@link FaultyDisk} is in: has its operations done one after the other, counted
 * and failed as planned, and once it has stopped in the middle of one does no more.
 *
 * <p>Threading: any thread; its monitor is the lock of the whole disk. Actions given to {@link
 * #before} run outside it.
 */
final class SimulatedMachine {
  private final FaultPlan faults;
  private final Map<DiskOperation, Runnable> before = new ConcurrentHashMap<>();
  private boolean stopped;

  /** What an operation does to the disk. */
  interface Change {
    void make() throws IOException;
  }

  SimulatedMachine(FaultPlan faults) {
    this.faults = faults;
  }

  /** As {@link FaultyDisk#before}. */
  void before(DiskOperation operation, Runnable action) {
    if (action == null) {
      before.remove(operation);
    } else {
      before.put(operation, action);
    }
  }

  /** Stops it now. */
  synchronized void stop() {
    stopped = true;
  }

  /** An operation that is done whole, even if the machine stops in the middle of it. */
  void perform(DiskOperation operation, String name, Change change) throws IOException {
    act(operation);
    synchronized (this) {
      begin(operation, name);
      change.make();
      stopIfDue(name);
    }
  }

  /** Runs what is to be done before an operation of a kind; not under the lock. */
  void act(DiskOperation operation) {
    Runnable action = before.get(operation);
    if (action != null) {
      action.run();
    }
  }

  /** Counts an operation, and fails if it is to fail. Under the lock, as are those below. */
  void begin(DiskOperation operation, String name) throws IOException {
    checkAlive(operation + " " + name);
    faults.begin(operation);
  }

  /** Whether it stops in the middle of the operation that was begun last. */
  boolean isStopDue() {
    return faults.isCrashDue();
  }

  void stopIfDue(String name) {
    stopped |= isStopDue();
    checkAlive(name);
  }

  /** For what is not counted: fails if the disk is gone, or the machine has stopped. */
  void checkThere(String name) throws IOException {
    checkAlive(name);
    faults.checkThere();
  }

  private void checkAlive(String what) {
    if (stopped) {
      throw new SimulatedCrash(what);
    }
  }
}
