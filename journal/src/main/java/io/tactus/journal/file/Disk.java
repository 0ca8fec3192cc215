package io.tactus.journal.file;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * A folder of files, and every operation the journal performs on it. Names are relative to the
 * folder ({@code "journal/spare-1"}); {@code ""} is the folder itself.
 *
 * <p>Creating, renaming and deleting, of folders too, survive a crash only after {@link
 * #forceDirectory} on the folder that holds the name.
 *
 * <p>Threading: any thread. Do not interrupt a thread that is in here: Java closes the channel it
 * works on.
 */
public interface Disk {

  /** A new, empty file, open for reading and writing. Fails if the name is taken. */
  DiskFile create(String name) throws IOException;

  /**
   * As {@link #create}, for a large file that is written from front to back while others wait for
   * forces of other files: it stays out of their way as well as the disk can have it. What was
   * written may be read, and is sure to be kept by {@link DiskFile#close}, only after a force.
   */
  default DiskFile createUncached(String name) throws IOException {
    return create(name);
  }

  /** An existing file, open for reading and writing. Fails if there is none. */
  DiskFile open(String name) throws IOException;

  /** An existing file, open for reading only. Fails if there is none. */
  DiskFile openReadOnly(String name) throws IOException;

  /**
   * As {@link #openReadOnly}, for a large file that is read from front to back while others wait
   * for forces of other files: in small pieces, as well out of their way as the disk can have it.
   *
   * @param pace called after each piece, by the thread that reads
   */
  default DiskFile openPaced(String name, Throttle pace) throws IOException {
    return new PacedReads(openReadOnly(name), pace);
  }

  /** Whether a file or folder has this name. */
  boolean exists(String name) throws IOException;

  /** The simple names of the files (not folders) in a folder, sorted; empty if it is missing. */
  List<String> list(String directory) throws IOException;

  /** Makes a folder; nothing happens if it is there. Parents must exist. */
  void createDirectory(String directory) throws IOException;

  /**
   * Renames a file or a folder atomically. A file replaces an existing one of the new name, a
   * folder one that is empty; everything else that has the name stays, and this fails.
   */
  void rename(String from, String to) throws IOException;

  /** Deletes a file, or an empty folder, which must exist. */
  void delete(String name) throws IOException;

  /**
   * As {@link #delete}, of a file that may be large and that nobody waits for: its name goes at
   * once, and what it held so slowly that forces of other files need not wait for it. Returns when
   * all is given back.
   *
   * @param isOver asked now and then; once it says so the rest is given back at once
   */
  default void deleteGradually(String name, BooleanSupplier isOver) throws IOException {
    delete(name);
  }

  /** Bytes that may still be written below the folder, as far as the file system tells. */
  long usableBytes() throws IOException;

  /** Makes earlier creations, renames and deletions in this folder durable. */
  void forceDirectory(String directory) throws IOException;

  /**
   * Takes an exclusive lock on a file, creating it if need be, until closed or the process ends.
   *
   * @throws DiskLockedException if another holder, in this or another process, has it
   */
  AutoCloseable lock(String name) throws IOException;

  /**
   * Runs work nobody waits for, such as filling a file with zeros. In place unless a disk knows
   * better, so that a simulated run repeats exactly.
   */
  default Executor background() {
    return Runnable::run;
  }

  /** How to name a file to a person: for real disks the whole path. */
  default String describe(String name) {
    return name;
  }
}
