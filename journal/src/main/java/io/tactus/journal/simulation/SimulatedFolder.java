package io.tactus.journal.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * One folder: its names as programs see them, as the platter has them, and the changes between.
 *
 * <p>Nothing orders the changes of different names against each other before the folder is forced,
 * just as POSIX promises nothing; those of one name stay in order, and a rename is one change.
 *
 * <p>Threading: guarded by the disk's lock.
 */
final class SimulatedFolder implements SimulatedEntry {
  private final TreeMap<String, SimulatedEntry> seen = new TreeMap<>();
  private final TreeMap<String, SimulatedEntry> durable = new TreeMap<>();
  private final List<Change> unforced = new ArrayList<>();

  /** {@code entry} null: the name goes. {@code from} not null: it also leaves that name. */
  private record Change(String from, String name, SimulatedEntry entry) {
    void applyTo(Map<String, SimulatedEntry> names) {
      if (from != null) {
        names.remove(from);
      }
      if (entry == null) {
        names.remove(name);
      } else {
        names.put(name, entry);
      }
    }

    boolean touchesAny(Set<String> names) {
      return names.contains(name) || (from != null && names.contains(from));
    }

    void addTo(Set<String> names) {
      names.add(name);
      if (from != null) {
        names.add(from);
      }
    }
  }

  /** The entry of this name, or null. */
  SimulatedEntry get(String name) {
    return seen.get(name);
  }

  /** The names of files, not of folders, sorted. */
  List<String> files() {
    List<String> files = new ArrayList<>();
    seen.forEach(
        (name, entry) -> {
          if (entry instanceof SimulatedFile) {
            files.add(name);
          }
        });
    return files;
  }

  boolean isEmpty() {
    return seen.isEmpty();
  }

  void put(String name, SimulatedEntry entry) {
    change(new Change(null, name, entry));
  }

  void rename(String from, String to) {
    change(new Change(from, to, seen.get(from)));
  }

  void remove(String name) {
    change(new Change(null, name, null));
  }

  void force() {
    for (Change change : unforced) {
      change.applyTo(durable);
    }
    unforced.clear();
  }

  @Override
  public long bytes() {
    long sum = 0;
    for (SimulatedEntry entry : seen.values()) {
      sum += entry.bytes();
    }
    return sum;
  }

  @Override
  public SimulatedFolder survivor(CrashMode mode, RandomGenerator random) {
    if (mode == CrashMode.KEEP_UNFORCED) {
      return asAProcessLeavesIt(random);
    }
    Map<String, SimulatedEntry> names = mode == CrashMode.LOSE_UNFORCED ? durable : torn(random);
    SimulatedFolder survivor = new SimulatedFolder();
    names.forEach((name, entry) -> survivor.seen.put(name, entry.survivor(mode, random)));
    survivor.durable.putAll(survivor.seen);
    return survivor;
  }

  /** A process that dies forces nothing: a later loss of power finds the names as they are now. */
  private SimulatedFolder asAProcessLeavesIt(RandomGenerator random) {
    IdentityHashMap<SimulatedEntry, SimulatedEntry> survivors = new IdentityHashMap<>();
    UnaryOperator<SimulatedEntry> survivorOf =
        entry ->
            entry == null
                ? null
                : survivors.computeIfAbsent(
                    entry, one -> one.survivor(CrashMode.KEEP_UNFORCED, random));
    SimulatedFolder survivor = new SimulatedFolder();
    seen.forEach((name, entry) -> survivor.seen.put(name, survivorOf.apply(entry)));
    durable.forEach((name, entry) -> survivor.durable.put(name, survivorOf.apply(entry)));
    for (Change change : unforced) {
      survivor.unforced.add(
          new Change(change.from(), change.name(), survivorOf.apply(change.entry())));
    }
    return survivor;
  }

  /** Either a first part of the changes, or any of them as far as each name's own order allows. */
  private Map<String, SimulatedEntry> torn(RandomGenerator random) {
    Map<String, SimulatedEntry> names = new TreeMap<>(durable);
    if (random.nextBoolean()) {
      for (Change change : unforced.subList(0, random.nextInt(unforced.size() + 1))) {
        change.applyTo(names);
      }
      return names;
    }
    Set<String> left = new HashSet<>();
    for (Change change : unforced) {
      if (!change.touchesAny(left) && random.nextBoolean()) {
        change.applyTo(names);
      } else {
        change.addTo(left);
      }
    }
    return names;
  }

  private void change(Change change) {
    change.applyTo(seen);
    unforced.add(change);
  }
}
