package io.tactus.journal.simulation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What is to go wrong on a {@link FaultyDisk}, and the count of its operations by which that is
 * told.
 *
 * <p>Threading: guarded by the disk's lock.
 */
final class FaultPlan {
  private static final long NEVER = Long.MAX_VALUE;

  private final RandomGenerator random;
  private final List<DiskOperation> history = new ArrayList<>();
  private final Map<DiskOperation, String> next = new EnumMap<>(DiskOperation.class);
  private final Map<DiskOperation, Chance> chances = new EnumMap<>(DiskOperation.class);
  private long crashAt = NEVER;
  private long failAt = NEVER;
  private String failAtMessage = "";
  private String gone;

  private record Chance(double probability, String message) {}

  FaultPlan(RandomGenerator random) {
    this.random = random;
  }

  void crashAt(long operation) {
    crashAt = history.size() + operation;
  }

  void failAt(long operation, String message) {
    failAt = history.size() + operation;
    failAtMessage = message;
  }

  void failNext(DiskOperation operation, String message) {
    next.put(operation, message);
  }

  void failSometimes(DiskOperation operation, double probability, String message) {
    chances.put(operation, new Chance(probability, message));
  }

  void goneWith(String message) {
    gone = message;
  }

  void clear() {
    crashAt = NEVER;
    failAt = NEVER;
    next.clear();
    chances.clear();
    gone = null;
  }

  List<DiskOperation> history() {
    return List.copyOf(history);
  }

  long count() {
    return history.size();
  }

  /** Counts an operation, and fails if it is to fail. */
  void begin(DiskOperation operation) throws IOException {
    boolean counts = operation != DiskOperation.READ;
    if (counts) {
      history.add(operation);
    }
    checkThere();
    String message = next.remove(operation);
    if (message == null && counts && history.size() == failAt) {
      message = failAtMessage;
    }
    Chance chance = chances.get(operation);
    if (message == null && chance != null && random.nextDouble() < chance.probability) {
      message = chance.message;
    }
    if (message != null) {
      throw new IOException(message);
    }
  }

  /** Fails if the whole disk is gone. */
  void checkThere() throws IOException {
    if (gone != null) {
      throw new IOException(gone);
    }
  }

  /** Whether the machine stops in the middle of the operation counted last. */
  boolean isCrashDue() {
    return history.size() >= crashAt;
  }
}
