package io.tactus.journal.segment;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files of the full size that wait to become segments: filled with zeros beforehand, or retired
 * segments with their old bytes still in them (the salt of the next life makes those worthless).
 *
 * <p>Threading: any thread. Preparing one writes a whole segment, so it is done in the disk's
 * background, at the pace of {@link PreparationPace}; the journal thread does it itself only if
 * none is ready.
 */
final class SpareSegments {
  private static final Logger LOG = LoggerFactory.getLogger(SpareSegments.class);

  /** Filled and forced at once. */
  private static final int STEP_BYTES = 1 << 20;

  private final Disk disk;
  private final int segmentBytes;
  private final int limit;
  private final LongSupplier written;
  private final Object preparing = new Object();
  private final ArrayDeque<String> ready = new ArrayDeque<>();
  private long nextNumber = 1;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile boolean closed;
  private volatile boolean failed;

  /** Whether the journal thread waits for the one under way, or for its turn to make one. */
  private volatile boolean hurried;

  /**
   * Spares of one journal.
   *
   * @param written bytes written to the journal so far, growing
   */
  SpareSegments(Disk disk, int segmentBytes, int limit, LongSupplier written) {
    this.disk = disk;
    this.segmentBytes = segmentBytes;
    this.limit = limit;
    this.written = written;
  }

  /**
   * Takes over what an earlier run left: good spares up to the limit; the rest is deleted.
   *
   * @param any false if the log is new: then old bytes could be of a log that was just like it
   */
  void adopt(boolean any) throws IOException {
    boolean deleted = false;
    for (String name : disk.list(FolderLayout.JOURNAL)) {
      long number = SegmentName.spareNumber(name);
      if (number < 0 && !name.equals(SegmentName.TEMPORARY)) {
        continue;
      }
      nextNumber = Math.max(nextNumber, number + 1);
      String path = SegmentName.path(name);
      if (any && number >= 0 && ready.size() < limit && sizeOf(path) == segmentBytes) {
        ready.add(path);
      } else {
        disk.delete(path);
        deleted = true;
      }
    }
    if (deleted) {
      disk.forceDirectory(FolderLayout.JOURNAL);
    }
  }

  /** A file of the full size, ready or made now. */
  String take() throws IOException {
    String path = poll();
    if (path != null) {
      return path;
    }
    hurried = true;
    synchronized (preparing) {
      try {
        // Had one been under way, it is ready now.
        path = poll();
        return path != null ? path : prepare();
      } finally {
        hurried = false;
      }
    }
  }

  /** Whether the last attempt to prepare one failed, and none is ready. */
  boolean isShort() {
    return failed && isWanted();
  }

  /** Sees to it in the background that one is ready, unless none is wanted or one is under way. */
  void refill() {
    if (isWanted() && underWay.compareAndSet(false, true)) {
      try {
        disk.background().execute(this::fill);
      } catch (RuntimeException | Error e) {
        underWay.set(false);
        throw e;
      }
    }
  }

  /**
   * Retires a segment: its file becomes a spare or is deleted. Durable when this returns; when it
   * throws, it can be called again.
   */
  void retire(SegmentInfo segment) throws IOException {
    if (!disk.exists(segment.file())) {
      // Gone in an earlier attempt that failed behind it.
      disk.forceDirectory(FolderLayout.JOURNAL);
      return;
    }
    String spare = null;
    synchronized (ready) {
      if (ready.size() < limit && segment.segmentBytes() == segmentBytes) {
        spare = SegmentName.path(SegmentName.spare(nextNumber++));
      }
    }
    if (spare == null) {
      disk.delete(segment.file());
    } else {
      disk.rename(segment.file(), spare);
    }
    disk.forceDirectory(FolderLayout.JOURNAL);
    if (spare != null) {
      synchronized (ready) {
        ready.add(spare);
      }
    }
  }

  /** Gives up a preparation under way, and waits for that; none starts after this. */
  void close() {
    closed = true;
    synchronized (preparing) {
      assert closed : "whoever was preparing one has seen that";
    }
  }

  private void fill() {
    try {
      fillOne();
    } finally {
      underWay.set(false);
    }
  }

  private void fillOne() {
    synchronized (preparing) {
      if (closed || !isWanted()) {
        return;
      }
      try {
        String path = prepare();
        synchronized (ready) {
          ready.add(path);
        }
        failed = false;
      } catch (GivenUp _) {
        LOG.debug("closing: a spare segment was given up");
      } catch (IOException e) {
        // Not fatal yet: the journal thread tries again when it needs the file, and fails for good.
        if (!failed) {
          LOG.warn("cannot prepare a spare segment in {}", disk.describe(FolderLayout.JOURNAL), e);
        }
        failed = true;
      }
    }
  }

  private boolean isWanted() {
    synchronized (ready) {
      return ready.isEmpty() && limit > 0;
    }
  }

  private String poll() {
    synchronized (ready) {
      return ready.poll();
    }
  }

  private String prepare() throws IOException {
    long usable = disk.usableBytes();
    if (usable < segmentBytes) {
      // To try would take the last room from everybody else.
      throw new IOException(
          "No space left for a segment of " + segmentBytes + " bytes: there are " + usable);
    }
    String temporary = SegmentName.path(SegmentName.TEMPORARY);
    if (disk.exists(temporary)) {
      disk.delete(temporary);
    }
    try (DiskFile file = disk.create(temporary)) {
      fill(file);
    } catch (IOException | GivenUp e) {
      giveBack(temporary, e);
      throw e;
    }
    String path;
    synchronized (ready) {
      path = SegmentName.path(SegmentName.spare(nextNumber++));
    }
    disk.rename(temporary, path);
    return path;
  }

  private void fill(DiskFile file) throws IOException {
    PreparationPace pace = new PreparationPace(written, this::isUrgent);
    for (int from = 0; from < segmentBytes; from += STEP_BYTES) {
      int to = Math.min(segmentBytes, from + STEP_BYTES);
      file.fillWithZeros(from, to);
      if (to < segmentBytes && !isUrgent()) {
        // A force of the journal would have to wait for all that was written before it.
        file.force();
      }
      pace.passed(to - from);
      if (closed) {
        throw new GivenUp();
      }
    }
    file.force();
  }

  /** Whether the journal waits for it, the server for room, or nobody wants it any more. */
  private boolean isUrgent() {
    return hurried || failed || closed;
  }

  /** A file that could not be filled only takes room. */
  private void giveBack(String temporary, Exception cause) {
    try {
      disk.delete(temporary);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Nobody will need it any more. */
  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super("the journal is closing");
    }
  }

  private long sizeOf(String path) throws IOException {
    try (DiskFile file = disk.openReadOnly(path)) {
      return file.size();
    }
  }
}
