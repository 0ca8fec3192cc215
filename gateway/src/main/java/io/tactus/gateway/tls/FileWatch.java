package io.tactus.gateway.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether files of keys or certificates have changed, and has them read again. A
 * file that went or cannot be read is reported, and what was read before goes on to hold.
 *
 * <p>Asking the file system every second works everywhere, over network mounts and for links that
 * are swapped as a whole, which notifications do not.
 *
 * <p>Threading: add from one thread before {@link #start}; readings then run on a thread of its
 * own.
 */
public final class FileWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
  private static final long INTERVAL_MS = 1_000;

  /** Reads files again. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Reads, and takes over what was read if all of it is right.
     *
     * @throws IOException if a file cannot be read
     * @throws IllegalArgumentException if what it holds is wrong
     */
    void read() throws IOException;
  }

  /** When files looked how: modification time, size, and which file it is. */
  private record Stamp(long modifiedNs, long sizeBytes, Object fileKey) {}

  private static final class Entry {
    private final List<Path> files;
    private final Reading reading;
    private List<Stamp> seen;
    private List<Stamp> failed = List.of();

    Entry(List<Path> files, Reading reading) {
      this.files = files;
      this.reading = reading;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Object stop = new Object();
  private boolean stopped;
  private Thread thread;

  /**
   * Reads files for the first time and then whenever one of them changes.
   *
   * @throws IOException as the first reading
   */
  public void add(List<Path> files, Reading reading) throws IOException {
    Entry entry = new Entry(List.copyOf(files), reading);
    entry.seen = stamps(entry.files);
    reading.read();
    entries.add(entry);
  }

  /** Begins to watch, if there is anything to watch. */
  public void start() {
    if (!entries.isEmpty()) {
      thread = new Thread(this::watch, "tactus-files");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void watch() {
    try {
      synchronized (stop) {
        while (!stopped) {
          TimeUnit.MILLISECONDS.timedWait(stop, INTERVAL_MS);
          entries.forEach(FileWatch::look);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void look(Entry entry) {
    List<Stamp> now = stamps(entry.files);
    if (now.equals(entry.seen)) {
      return;
    }
    try {
      entry.reading.read();
      entry.seen = now;
      LOG.info("read again: {}", entry.files);
    } catch (IOException | RuntimeException e) {
      // Tried again each time: it may have been for want of a file descriptor, not for the file.
      if (!now.equals(entry.failed)) {
        LOG.error("cannot read again, what was read before goes on to hold: {}", reason(e));
      }
      entry.failed = now;
    }
  }

  /** Returns a failure in words; exceptions of the file system say little more than the name. */
  public static String reason(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return "there is no file " + missing.getFile();
    }
    return e instanceof IllegalArgumentException ? e.getMessage() : e.toString();
  }

  private static List<Stamp> stamps(List<Path> files) {
    return files.stream().map(FileWatch::stamp).toList();
  }

  private static Stamp stamp(Path file) {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      long modifiedNs = seen.lastModifiedTime().to(TimeUnit.NANOSECONDS);
      return new Stamp(modifiedNs, seen.size(), Objects.toString(seen.fileKey()));
    } catch (IOException _) {
      return new Stamp(0, -1, "");
    }
  }

  /** Stops watching and waits for a reading under way. */
  @Override
  public void close() {
    if (thread == null) {
      return;
    }
    synchronized (stop) {
      stopped = true;
      stop.notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
