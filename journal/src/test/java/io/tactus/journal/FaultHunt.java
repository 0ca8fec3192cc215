package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.DiskOperation;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.simulation.SimulatedCrash;
import io.tactus.journal.snapshot.SnapshotCheck;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.journal.snapshot.SnapshotWriter;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Runs a journal with snapshots and retention into one fault, crashes the machine, and demands of
 * what is found afterwards: nothing answered is lost, nothing is there that was not written, and
 * the log goes on.
 *
 * <p>Threading: one thread.
 */
final class FaultHunt {
  private static final int BATCHES = 24;
  private static final int BATCHES_PER_SNAPSHOT = 8;

  /** Operations the fault free run takes, measured, so that faults strike all of it. */
  final int operations;

  /** The writes among them. */
  final int writes;

  /** The slices among them by which old snapshots go. */
  final int slices;

  private final BrokenDisk.Bug bug;
  private final Supplier<RecordChecksum> checksums;
  private final Durability durability;
  private final int batches;

  /** Sequence to life of every command whose commit returned. */
  private final NavigableMap<Long, Long> answered = new TreeMap<>();

  private boolean failed;

  /** Whether a snapshot may fail and the journal go on, as it does in a server. */
  private boolean snapshotsMayFail;

  private boolean deletionsUnforced;

  private int snapshotsFailed;

  FaultHunt(BrokenDisk.Bug bug, Supplier<RecordChecksum> checksums, Durability durability) {
    this(bug, checksums, durability, BATCHES);
  }

  /** With so many batches in each of its two lives. */
  FaultHunt(
      BrokenDisk.Bug bug, Supplier<RecordChecksum> checksums, Durability durability, int batches) {
    this.bug = bug;
    this.checksums = checksums;
    this.durability = durability;
    this.batches = batches;
    FaultyDisk disk = new FaultyDisk(1);
    work(disk, 1);
    work(disk, 2);
    operations = disk.history().size();
    writes = Collections.frequency(disk.history(), DiskOperation.WRITE);
    slices = Collections.frequency(disk.history(), DiskOperation.TRUNCATE);
    assertEquals(0, disk.openFiles());
  }

  static FaultHunt sound() {
    return new FaultHunt(BrokenDisk.Bug.NONE, RecordChecksum::new, Durability.FSYNC);
  }

  /** Has files go slice by slice though a crash may bring their names back. */
  FaultHunt deletingUnforced() {
    deletionsUnforced = true;
    return this;
  }

  /** Crashes at an operation, and perhaps once more during the recovery. */
  void crashAt(int operation, CrashMode mode, long seed) {
    answered.clear();
    failed = false;
    FaultyDisk disk = new FaultyDisk(seed).crashAt(operation).shortWrites(seed % 2 == 1);
    disk.deletionsUnforced(deletionsUnforced);
    try {
      work(disk, 1);
      work(disk, 2);
      disk.crash();
    } catch (SimulatedCrash e) {
      assertTrue(disk.history().size() >= operation, "crashed too early");
    }
    FaultyDisk found = disk.afterCrash(mode);
    SplittableRandom random = new SplittableRandom(seed);
    if (random.nextBoolean()) {
      found.crashAt(random.nextInt(1, 12));
      try {
        work(found, 3);
        found.crash();
      } catch (SimulatedCrash e) {
        assertTrue(!found.history().isEmpty(), "crashed too early");
      }
      found = found.afterCrash(mode);
    }
    verify(found);
  }

  /** Makes an operation fail, then crashes. */
  void failAt(int operation, CrashMode mode, long seed) {
    answered.clear();
    failed = false;
    FaultyDisk disk = new FaultyDisk(seed).failAt(operation, "Input/output error");
    workUntilFailure(disk);
    verify(disk.afterCrash(mode));
  }

  /** Gives the disk a size, so that it is full somewhere on the way. */
  void fillAt(long capacityBytes, CrashMode mode) {
    answered.clear();
    failed = false;
    FaultyDisk disk = new FaultyDisk(capacityBytes).capacityBytes(capacityBytes);
    workUntilFailure(disk);
    assertTrue(failed, "the disk never was full");
    verify(disk.afterCrash(mode));
  }

  /** What a disk that filled up did to a run. */
  enum Full {
    /** Nothing: what was written had its room already. */
    UNNOTICED,
    /** Snapshots failed, and the journal went on. */
    NO_SNAPSHOT,
    /** The journal failed. */
    NO_JOURNAL
  }

  /**
   * Has somebody else take all room but a little of the disk as the n-th write begins. A server
   * that stops for it is started again, without more room and, after a crash, with some.
   *
   * @param leftBytes of room: a write that needs more is cut short, or fails if there are none
   */
  Full fullAtWrite(int write, int leftBytes, CrashMode mode) {
    answered.clear();
    failed = false;
    snapshotsMayFail = true;
    snapshotsFailed = 0;
    FaultyDisk disk = new FaultyDisk(write);
    AtomicInteger left = new AtomicInteger(write);
    disk.before(
        DiskOperation.WRITE,
        () -> {
          if (left.decrementAndGet() == 0) {
            disk.capacityBytes(disk.usedBytes() + leftBytes);
          }
        });
    workUntilFailure(disk);
    Full outcome =
        failed ? Full.NO_JOURNAL : snapshotsFailed > 0 ? Full.NO_SNAPSHOT : Full.UNNOTICED;
    workUntilFailure(disk);
    verify(disk.afterCrash(mode));
    return outcome;
  }

  private void workUntilFailure(FaultyDisk disk) {
    try {
      work(disk, 1);
      work(disk, 2);
    } catch (JournalFailure e) {
      failed = true;
      assertEquals(0, disk.openFiles(), "files left open after " + e);
    }
  }

  private void work(FaultyDisk faulty, long life) {
    Disk disk = new BrokenDisk(faulty, bug);
    JournalConfig.Builder config =
        TestLog.config().durability(durability).checksums(checksums).spareSegments(2);
    try (DataFolder folder = DataFolder.open(disk)) {
      Journal journal = recover(folder.disk(), config);
      try {
        for (int i = 1; i <= batches; i++) {
          TestLog.append(journal, 1 + i % 5, life);
          journal.commit(true);
          for (long sequence = answered.isEmpty() ? 1 : answered.lastKey() + 1;
              sequence <= journal.lastSequence();
              sequence++) {
            answered.put(sequence, life);
          }
          if (i % BATCHES_PER_SNAPSHOT == 0) {
            trySnapshot(disk, journal);
          }
        }
        journal.close();
      } catch (JournalFailure | SimulatedCrash e) {
        closeFailed(journal);
        throw e;
      }
    }
  }

  private static void closeFailed(Journal journal) {
    try {
      journal.close();
    } catch (JournalFailure | SimulatedCrash e) {
      assertTrue(e.getMessage() != null);
    }
  }

  private Journal recover(Disk disk, JournalConfig.Builder config) {
    Optional<SnapshotInfo> snapshot = new SnapshotFolder(disk).newestValid(Long.MAX_VALUE);
    long from = snapshot.map(SnapshotInfo::sequence).orElse(0L) + 1;
    JournalScan scan = JournalScan.scan(disk, from, checksums.get());
    long lastAnswered = answered.isEmpty() ? 0 : answered.lastKey();
    if (scan.lastSequence() < lastAnswered) {
      assertTrue(durability != Durability.FSYNC, "answered commands are lost");
      assertTrue(scan.endsEpoch(), "commands were lost without a new epoch");
      answered.tailMap(scan.lastSequence(), false).clear();
    }
    Journal journal = Journal.open(config.build(), disk, scan);
    // What was on the disk without having been answered counts from now on.
    TestLog.read(disk, scan, checksums.get())
        .tailMap(lastAnswered, false)
        .forEach(answered::putIfAbsent);
    return journal;
  }

  private void trySnapshot(Disk disk, Journal journal) {
    try {
      snapshot(disk, journal);
    } catch (JournalFailure e) {
      if (!snapshotsMayFail) {
        throw e;
      }
      snapshotsFailed++;
    }
  }

  private void snapshot(Disk disk, Journal journal) {
    journal.force();
    SnapshotMeta meta =
        new SnapshotMeta(
            journal.lastSequence(), 1, 2, 3, journal.epoch(), 77, 4096, 1, 1, 5, 6, List.of("ab"));
    try (SnapshotWriter writer = SnapshotWriter.create(disk, meta, Throttle.NONE)) {
      for (int block = 0; block < 3; block++) {
        byte[] bytes = TestLog.body(journal.lastSequence(), block);
        writer.block(block, meta.sequence(), new UnsafeBuffer(bytes), 0, bytes.length);
      }
      writer.finish();
    }
    // Old ones go slice by slice, as they do while a server runs.
    SnapshotFolder snapshots =
        new SnapshotFolder(disk, () -> Throttle.NONE, SnapshotCheck.NONE, () -> false);
    new Retention(2).apply(snapshots, journal);
  }

  private void verify(FaultyDisk disk) {
    DataFolder.open(disk).close();
    SnapshotFolder snapshots = new SnapshotFolder(disk);
    // A snapshot that has its name is whole: it gets it last, and loses it first.
    snapshots.list().forEach(snapshot -> checkSnapshot(disk, snapshot));
    Optional<SnapshotInfo> newest = snapshots.newestValid(Long.MAX_VALUE);
    assertEquals(snapshots.list().stream().findFirst(), newest);
    long lastAnswered = answered.isEmpty() ? 0 : answered.lastKey();
    long from = newest.map(SnapshotInfo::sequence).orElse(0L) + 1;
    JournalScan scan = JournalScan.scan(disk, from, checksums.get());
    NavigableMap<Long, Long> found = readFrom(disk, scan, from);
    assertTrue(scan.isEmpty() || found.isEmpty() || found.firstKey() == from, "not gapless");
    if (durability == Durability.FSYNC) {
      assertTrue(
          scan.lastSequence() >= lastAnswered,
          "answered through " + lastAnswered + ", found " + scan.lastSequence());
    } else if (scan.lastSequence() < lastAnswered) {
      assertTrue(scan.endsEpoch(), "commands were lost without a new epoch");
    }
    found.forEach(
        (sequence, life) ->
            assertEquals(answered.getOrDefault(sequence, life), life, "sequence " + sequence));
    goOn(disk, scan, from);
  }

  private void goOn(FaultyDisk disk, JournalScan scan, long from) {
    long epoch = scan.epoch();
    try (Journal journal =
        Journal.open(TestLog.config().checksums(checksums).build(), disk, scan)) {
      assertEquals(scan.endsEpoch() ? epoch + 1 : Math.max(1, epoch), journal.epoch());
      TestLog.append(journal, 10, 9);
      journal.commit(true);
    }
    JournalScan again = JournalScan.scan(disk, from, checksums.get());
    assertTrue(again.closedCleanly());
    assertEquals(scan.lastSequence() + 10, again.lastSequence());
    NavigableMap<Long, Long> found = readFrom(disk, again, from);
    assertEquals(10, found.values().stream().filter(life -> life == 9).count());
    assertEquals(0, disk.openFiles());
  }

  private NavigableMap<Long, Long> readFrom(Disk disk, JournalScan scan, long from) {
    NavigableMap<Long, Long> all = TestLog.read(disk, scan, checksums.get());
    return from > 1 ? all.tailMap(from, true) : all;
  }

  private static void checkSnapshot(Disk disk, SnapshotInfo snapshot) {
    try (SnapshotReader reader = SnapshotReader.open(disk, snapshot.file())) {
      reader.forEach(
          (kind, id, bytes, offset, length) -> {
            byte[] body = new byte[length];
            bytes.getBytes(offset, body);
            assertEquals(snapshot.sequence(), id);
            assertTrue(java.util.Arrays.equals(TestLog.body(id, kind), body));
          });
    }
  }
}
