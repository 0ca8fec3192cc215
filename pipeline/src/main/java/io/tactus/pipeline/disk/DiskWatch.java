package io.tactus.pipeline.disk;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.Disk;
import io.tactus.pipeline.EngineHealth;
import io.tactus.pipeline.disk.DiskReport.State;
import io.tactus.pipeline.watch.WatchThread;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the disk now and then, says how it is, and has writes refused in time: before the
 * journal would fail, which is for good.
 *
 * <p>Threading: {@link #poll} by one thread, its own after {@link #start}; {@link #report} any.
 */
public final class DiskWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DiskWatch.class);

  private final Disk disk;
  private final Journal journal;
  private final DiskLimits limits;
  private final EngineHealth health;
  private final LongSupplier journalBusyNs;
  private final Consumer<Throwable> failJournal;
  private final WatchThread thread;
  private volatile State state = State.OK;
  private volatile long freeBytes = -1;
  private volatile String detail = "";
  private boolean stallReported;

  /**
   * Creates one.
   *
   * @param journalBusyNs how long the group commit under way has taken, 0 if none is
   * @param failJournal stops the journal for good
   */
  public DiskWatch(
      Disk disk,
      Journal journal,
      DiskLimits limits,
      EngineHealth health,
      LongSupplier journalBusyNs,
      Consumer<Throwable> failJournal) {
    this.disk = disk;
    this.journal = journal;
    this.limits = limits;
    this.health = health;
    this.journalBusyNs = journalBusyNs;
    this.failJournal = failJournal;
    this.thread =
        new WatchThread("tactus-disk-watch", limits.checkEveryNs(), this::poll, this::unreadable);
  }

  /** Looks again and again from now on. */
  public void start() {
    thread.start();
  }

  /** Looks once. */
  public void poll() {
    if (state == State.GONE) {
      return;
    }
    try {
      if (!journal.isInPlace()) {
        gone();
        return;
      }
      long free = disk.usableBytes();
      if (journal.isShortOfSpare()) {
        journal.prepareSpare();
      }
      freeBytes = free;
      judge(free);
    } catch (IOException e) {
      unreadable(e);
    }
    noticeStall();
  }

  private void unreadable(Exception e) {
    freeBytes = -1;
    if (state != State.UNREADABLE) {
      // Only in the log: readiness is for everybody, and this may name paths.
      LOG.warn("the data folder cannot be read", e);
    }
    become(
        State.UNREADABLE,
        "The data folder cannot be read. Writes are refused until it can; the log says more.");
  }

  private void judge(long free) {
    long bound = limits.minFreeBytes();
    if (state == State.FULL) {
      bound += bound / 4;
    }
    if (free < bound) {
      become(
          State.FULL,
          "The disk of the data folder has "
              + free
              + " bytes left, fewer than "
              + bound
              + ". Writes are refused until there is room.");
    } else if (journal.isShortOfSpare()) {
      become(
          State.FULL,
          "No room for the next journal segment, "
              + free
              + " bytes are left. Writes are refused until there is.");
    } else if (free < limits.warnFreeBytes()) {
      become(
          State.LOW,
          "The disk of the data folder has "
              + free
              + " bytes left; below "
              + limits.minFreeBytes()
              + " writes are refused.");
    } else {
      become(State.OK, "");
    }
  }

  private void become(State next, String words) {
    detail = words;
    if (state == next) {
      return;
    }
    boolean refused = state.compareTo(State.FULL) >= 0;
    state = next;
    boolean refuses = next.compareTo(State.FULL) >= 0;
    health.diskShort(refuses);
    if (!words.isEmpty()) {
      LOG.warn("{}", words);
    }
    if (refused && !refuses) {
      LOG.info("the disk has {} bytes left: writes are taken again", freeBytes);
    }
  }

  /**
   * The open file still takes writes, and forces succeed, but no start would ever find them: what
   * is answered from now on would be lost.
   */
  private void gone() {
    String words =
        "The journal is not where it was: it was deleted, moved or replaced. No write is answered.";
    LOG.error("{} is not what it was at the start", disk.describe(FolderLayout.JOURNAL));
    failJournal.accept(
        new JournalFailure("the data folder is gone", new FileNotFoundException(words)));
    freeBytes = -1;
    become(State.GONE, words);
  }

  private void noticeStall() {
    long busyNs = journalBusyNs.getAsLong();
    if (busyNs <= limits.stallNs()) {
      stallReported = false;
    } else if (!stallReported) {
      stallReported = true;
      LOG.warn("the disk is slow: a group commit has taken {} ms so far", busyNs / 1_000_000);
    }
  }

  /** What the last look found, and whether a group commit stalls now. */
  public DiskReport report() {
    long busyNs = journalBusyNs.getAsLong();
    return new DiskReport(state, freeBytes, busyNs > limits.stallNs() ? busyNs : 0, detail);
  }

  /** The limits it watches. */
  public DiskLimits limits() {
    return limits;
  }

  /** Ends the looking; it may hang with the disk, and is not waited for then. */
  @Override
  public void close() {
    thread.close();
  }
}
