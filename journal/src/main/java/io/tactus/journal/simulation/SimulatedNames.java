package io.tactus.journal.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The names of one folder: as programs see them, as the platter has them, and the changes between,
 * which become durable in order.
 *
 * <p>Threading: guarded by the disk's lock.
 */
final class SimulatedNames {
  private final TreeMap<String, SimulatedFile> seen = new TreeMap<>();
  private final TreeMap<String, SimulatedFile> durable = new TreeMap<>();
  private final List<Change> unforced = new ArrayList<>();

  /** {@code file} null: the name goes. {@code from} not null: it also leaves that name. */
  private record Change(String from, String name, SimulatedFile file) {}

  SimulatedFile get(String name) {
    return seen.get(name);
  }

  List<String> names() {
    return List.copyOf(seen.keySet());
  }

  void put(String name, SimulatedFile file) {
    change(new Change(null, name, file));
  }

  void rename(String from, String to) {
    change(new Change(from, to, seen.get(from)));
  }

  void remove(String name) {
    change(new Change(null, name, null));
  }

  void force() {
    for (Change change : unforced) {
      apply(change, durable);
    }
    unforced.clear();
  }

  SimulatedNames survivor(CrashMode mode, RandomGenerator random) {
    int kept =
        switch (mode) {
          case KEEP_UNFORCED -> unforced.size();
          case LOSE_UNFORCED -> 0;
          case TEAR_UNFORCED -> random.nextInt(unforced.size() + 1);
        };
    TreeMap<String, SimulatedFile> names = new TreeMap<>(durable);
    for (Change change : unforced.subList(0, kept)) {
      apply(change, names);
    }
    SimulatedNames survivor = new SimulatedNames();
    for (Map.Entry<String, SimulatedFile> entry : names.entrySet()) {
      SimulatedFile file = entry.getValue().survivor(mode, random);
      survivor.seen.put(entry.getKey(), file);
      survivor.durable.put(entry.getKey(), file);
    }
    return survivor;
  }

  private void change(Change change) {
    apply(change, seen);
    unforced.add(change);
  }

  private static void apply(Change change, Map<String, SimulatedFile> names) {
    if (change.from != null) {
      names.remove(change.from);
    }
    if (change.file == null) {
      names.remove(change.name);
    } else {
      names.put(change.name, change.file);
    }
  }
}
