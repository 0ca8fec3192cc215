package io.tactus.journal.simulation;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.DiskLockedException;
import io.tactus.journal.file.GradualDeletion;
import io.tactus.journal.file.UncachedFile;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * A disk in memory with faults on request.
 *
 * <p>Every operation of {@link DiskOperation} but reads is counted from 1. {@link #crashAt} stops
 * the machine in the middle of one of them, {@link #failAt} makes one fail. After a crash, {@link
 * #afterCrash} gives the disk the next start would find: names that were made, changed or deleted
 * are only certain once their folder was forced, folders themselves included; bytes and lengths
 * once their file was.
 *
 * <p>Names and folders are kept here; {@link FaultyFiles} does what is done to the bytes of a file,
 * {@link SimulatedMachine} counts operations and stops, {@link FaultPlan} says what fails.
 *
 * <p>Threading: any thread; one lock, the monitor of the machine. Actions given to {@link #before}
 * run outside it.
 */
public final class FaultyDisk implements Disk {
  /** Small enough that a small snapshot has some. */
  private static final int UNCACHED_BLOCK_BYTES = 4096;

  /** In about so many steps a file is deleted gradually. */
  private static final int SLICES = 4;

  private static final int LEAST_SLICE_BYTES = 64;

  private final SimulatedTree tree;
  private final SplittableRandom random;
  private final FaultPlan faults;
  private final SimulatedMachine machine;
  private final FaultyFiles files;
  private final TreeSet<String> locks = new TreeSet<>();
  private volatile boolean deletionsUnforced;

  /** An empty disk; the seed decides tears, short writes and what fails sometimes. */
  public FaultyDisk(long seed) {
    this(new SplittableRandom(seed), new SimulatedTree());
  }

  private FaultyDisk(SplittableRandom random, SimulatedTree tree) {
    this.random = random;
    this.tree = tree;
    this.faults = new FaultPlan(random);
    this.machine = new SimulatedMachine(faults);
    this.files = new FaultyFiles(machine, tree, random);
  }

  /** Stops the machine at the n-th operation from now: it may have happened, or in part. */
  public FaultyDisk crashAt(long operation) {
    return planned(() -> faults.crashAt(operation));
  }

  /** Makes the n-th operation from now fail with this message. */
  public FaultyDisk failAt(long operation, String message) {
    return planned(() -> faults.failAt(operation, message));
  }

  /** Makes the next operation of a kind fail with this message. */
  public FaultyDisk failNext(DiskOperation operation, String message) {
    return planned(() -> faults.failNext(operation, message));
  }

  /** Makes operations of a kind fail with this message, each with this probability: 1 always. */
  public FaultyDisk failSometimes(DiskOperation operation, double probability, String message) {
    return planned(() -> faults.failSometimes(operation, probability, message));
  }

  /** Makes everything fail from now on, looking at names too: the disk was taken out. */
  public FaultyDisk gone(String message) {
    return planned(() -> faults.goneWith(message));
  }

  /** Takes back every failure and crash asked for; not short writes, and not the capacity. */
  public FaultyDisk mended() {
    return planned(() -> faults.clear());
  }

  /** Changes the plan between two operations, never in the middle of one. */
  private FaultyDisk planned(Runnable change) {
    synchronized (machine) {
      change.run();
    }
    return this;
  }

  /**
   * Has something done before each operation of a kind, on the thread that performs it: to wait in
   * there is to be a slow disk. Null for nothing.
   */
  public FaultyDisk before(DiskOperation operation, Runnable action) {
    machine.before(operation, action);
    return this;
  }

  /** Whether writes take only some of the bytes. */
  public FaultyDisk shortWrites(boolean value) {
    files.shortWrites(value);
    return this;
  }

  /**
   * Whether gradual deletions leave it out to force that the name is gone, as a disk with that bug
   * would.
   */
  public FaultyDisk deletionsUnforced(boolean value) {
    deletionsUnforced = value;
    return this;
  }

  /**
   * How many bytes all files together may have. A write that grows a file past it is cut short, and
   * fails if nothing of it fits, as on Linux.
   */
  public FaultyDisk capacityBytes(long value) {
    files.capacityBytes(value);
    return this;
  }

  /** What was done so far, in order. */
  public List<DiskOperation> history() {
    synchronized (machine) {
      return faults.history();
    }
  }

  /** How much was done so far: the length of {@link #history}. */
  public long operations() {
    synchronized (machine) {
      return faults.count();
    }
  }

  /** Bytes of all files together. */
  public long usedBytes() {
    synchronized (machine) {
      return tree.bytes();
    }
  }

  /** Files open now: a test that ends with any has a leak. */
  public int openFiles() {
    return files.openFiles();
  }

  /** Stops the machine now. */
  public void crash() {
    machine.stop();
  }

  /** The disk the next start finds, without faults. This one is dead afterwards. */
  public FaultyDisk afterCrash(CrashMode mode) {
    synchronized (machine) {
      machine.stop();
      SimulatedTree survivor = tree.survivor(mode, random);
      return new FaultyDisk(random.split(), survivor);
    }
  }

  /** A copy as a running program would see it; this disk goes on. */
  public FaultyDisk copy() {
    synchronized (machine) {
      SplittableRandom own = new SplittableRandom(1);
      return new FaultyDisk(own, tree.survivor(CrashMode.KEEP_UNFORCED, own));
    }
  }

  /** The bytes of a file. */
  public byte[] contents(String name) throws IOException {
    synchronized (machine) {
      return tree.file(name).contents();
    }
  }

  /** Replaces the bytes of a file, durably and without counting: a tool for tests that damage. */
  public void overwrite(String name, byte[] bytes) throws IOException {
    synchronized (machine) {
      tree.file(name).become(bytes.clone());
    }
  }

  @Override
  public DiskFile create(String name) throws IOException {
    machine.act(DiskOperation.CREATE);
    synchronized (machine) {
      machine.begin(DiskOperation.CREATE, name);
      return files.open(name, createFile(name), true);
    }
  }

  @Override
  public DiskFile createUncached(String name) throws IOException {
    DiskFile plain = create(name);
    return new UncachedFile(plain, open(name), UNCACHED_BLOCK_BYTES, 1);
  }

  private SimulatedFile createFile(String name) throws IOException {
    SimulatedFile file = tree.create(name);
    machine.stopIfDue(name);
    return file;
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return open(name, true);
  }

  @Override
  public DiskFile openReadOnly(String name) throws IOException {
    return open(name, false);
  }

  private DiskFile open(String name, boolean writable) throws IOException {
    synchronized (machine) {
      machine.checkThere(name);
      return files.open(name, tree.file(name), writable);
    }
  }

  @Override
  public boolean exists(String name) throws IOException {
    synchronized (machine) {
      machine.checkThere(name);
      return tree.find(name) != null;
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    synchronized (machine) {
      machine.checkThere(directory);
      return tree.find(directory) instanceof SimulatedFolder folder ? folder.files() : List.of();
    }
  }

  @Override
  public long usableBytes() throws IOException {
    synchronized (machine) {
      machine.checkThere("");
      return files.usableBytes();
    }
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    machine.perform(DiskOperation.CREATE_DIRECTORY, directory, () -> tree.createFolder(directory));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    machine.perform(DiskOperation.RENAME, from, () -> tree.rename(from, to));
  }

  @Override
  public void delete(String name) throws IOException {
    machine.perform(DiskOperation.DELETE, name, () -> tree.delete(name));
  }

  @Override
  public void deleteGradually(String name, BooleanSupplier isOver) throws IOException {
    SimulatedFile file;
    long sliceBytes;
    synchronized (machine) {
      machine.checkThere(name);
      file = tree.file(name);
      sliceBytes = Math.max(LEAST_SLICE_BYTES, file.bytes() / SLICES);
    }
    GradualDeletion.delete(new GoingFile(name, file), sliceBytes, isOver);
  }

  @Override
  public void forceDirectory(String directory) throws IOException {
    machine.act(DiskOperation.FORCE_DIRECTORY);
    synchronized (machine) {
      machine.begin(DiskOperation.FORCE_DIRECTORY, directory);
      machine.stopIfDue(directory);
      tree.folder(directory).force();
    }
  }

  @Override
  public AutoCloseable lock(String name) throws IOException {
    synchronized (machine) {
      machine.checkThere(name);
      if (tree.find(name) == null) {
        machine.begin(DiskOperation.CREATE, name);
        createFile(name);
      }
      if (!locks.add(name)) {
        throw new DiskLockedException(name);
      }
      return () -> unlock(name);
    }
  }

  private void unlock(String name) {
    synchronized (machine) {
      locks.remove(name);
    }
  }

  /** A file that is deleted gradually. */
  private final class GoingFile implements GradualDeletion.OpenFile {
    private final String name;
    private final SimulatedFile file;

    GoingFile(String name, SimulatedFile file) {
      this.name = name;
      this.file = file;
    }

    @Override
    public void deleteName() throws IOException {
      delete(name);
    }

    @Override
    public void forceName() throws IOException {
      if (!deletionsUnforced) {
        forceDirectory(SimulatedTree.parent(name));
      }
    }

    @Override
    public long size() {
      synchronized (machine) {
        return file.bytes();
      }
    }

    @Override
    public void shorten(long bytes) throws IOException {
      files.truncate(name, file, bytes);
      files.force(name, file);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
