package io.tactus.journal.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    Map<String, SimulatedEntry> names =
        switch (mode) {
          case KEEP_UNFORCED -> seen;
          case LOSE_UNFORCED -> durable;
          case TEAR_UNFORCED -> torn(random);
        };
    SimulatedFolder survivor = new SimulatedFolder();
    names.forEach((name, entry) -> survivor.seen.put(name, entry.survivor(mode, random)));
    survivor.durable.putAll(survivor.seen);
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
