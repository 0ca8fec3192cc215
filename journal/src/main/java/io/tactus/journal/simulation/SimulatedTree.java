package io.tactus.journal.simulation;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.util.random.RandomGenerator;

/**
 * All files and folders of a disk, by whole names such as {@code "journal/spare-1"}; {@code ""} is
 * the root. What becomes durable when is up to the entries.
 *
 * <p>Threading: guarded by the disk's lock.
 */
final class SimulatedTree {
  private final SimulatedFolder root;

  SimulatedTree() {
    this(new SimulatedFolder());
  }

  private SimulatedTree(SimulatedFolder root) {
    this.root = root;
  }

  /** What is found after a crash. */
  SimulatedTree survivor(CrashMode mode, RandomGenerator random) {
    return new SimulatedTree(root.survivor(mode, random));
  }

  /** Bytes of all files together. */
  long bytes() {
    return root.bytes();
  }

  /** The entry of this name, or null. */
  SimulatedEntry find(String name) {
    SimulatedEntry entry = root;
    if (name.isEmpty()) {
      return entry;
    }
    for (String part : name.split("/", -1)) {
      if (!(entry instanceof SimulatedFolder folder)) {
        return null;
      }
      entry = folder.get(part);
    }
    return entry;
  }

  /** A file, which must be there. */
  SimulatedFile file(String name) throws IOException {
    if (find(name) instanceof SimulatedFile file) {
      return file;
    }
    throw new FileNotFoundException(name);
  }

  /** A folder, which must be there. */
  SimulatedFolder folder(String name) throws IOException {
    if (find(name) instanceof SimulatedFolder folder) {
      return folder;
    }
    throw new FileNotFoundException(name);
  }

  /** A new, empty file. */
  SimulatedFile create(String name) throws IOException {
    SimulatedFolder folder = parentOf(name);
    if (folder.get(simple(name)) != null) {
      throw new FileAlreadyExistsException(name);
    }
    SimulatedFile file = new SimulatedFile();
    folder.put(simple(name), file);
    return file;
  }

  /** Makes a folder unless it is there. */
  void createFolder(String name) throws IOException {
    SimulatedEntry there = find(name);
    if (there instanceof SimulatedFile) {
      throw new FileAlreadyExistsException(name);
    }
    if (there == null) {
      parentOf(name).put(simple(name), new SimulatedFolder());
    }
  }

  /** Gives a file, or a folder, another name in its folder. */
  void rename(String from, String to) throws IOException {
    SimulatedEntry entry = entry(from);
    SimulatedEntry there = find(to);
    if (there != null && there.getClass() != entry.getClass()) {
      throw new FileAlreadyExistsException(to);
    }
    refuseFull(there, to);
    if (!parent(from).equals(parent(to))) {
      throw new IllegalArgumentException("renames stay in a folder: " + from + " to " + to);
    }
    parentOf(from).rename(simple(from), simple(to));
  }

  /** Removes a file, or an empty folder. */
  void delete(String name) throws IOException {
    refuseFull(entry(name), name);
    parentOf(name).remove(simple(name));
  }

  private SimulatedEntry entry(String name) throws IOException {
    SimulatedEntry entry = find(name);
    if (entry == null) {
      throw new FileNotFoundException(name);
    }
    return entry;
  }

  private static void refuseFull(SimulatedEntry entry, String name) throws IOException {
    if (entry instanceof SimulatedFolder folder && !folder.isEmpty()) {
      throw new DirectoryNotEmptyException(name);
    }
  }

  private SimulatedFolder parentOf(String name) throws IOException {
    return folder(parent(name));
  }

  static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
