package io.tactus.journal.simulation;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.DiskLockedException;
import io.tactus.journal.file.GradualDeletion;
import io.tactus.journal.file.UncachedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
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
 * <p>Threading: any thread; one lock. Actions given to {@link #before} run outside it.
 */
public final class FaultyDisk implements Disk {
  /** Small enough that a small snapshot has some. */
  private static final int UNCACHED_BLOCK_BYTES = 4096;

  /** In about so many steps a file is deleted gradually. */
  private static final int SLICES = 4;

  private static final int LEAST_SLICE_BYTES = 64;

  private static final String FULL = "No space left on device";

  private final SimulatedTree tree;
  private final SplittableRandom random;
  private final FaultPlan faults;
  private final TreeSet<String> locks = new TreeSet<>();
  private final Map<DiskOperation, Runnable> before = new ConcurrentHashMap<>();
  private boolean shortWrites;
  private volatile boolean deletionsUnforced;
  private long capacityBytes = Long.MAX_VALUE;
  private boolean crashed;
  private int openFiles;

  /** An empty disk; the seed decides tears, short writes and what fails sometimes. */
  public FaultyDisk(long seed) {
    this(new SplittableRandom(seed), new SimulatedTree());
  }

  private FaultyDisk(SplittableRandom random, SimulatedTree tree) {
    this.random = random;
    this.tree = tree;
    this.faults = new FaultPlan(random);
  }

  /** Stops the machine at the n-th operation from now: it may have happened, or in part. */
  public synchronized FaultyDisk crashAt(long operation) {
    faults.crashAt(operation);
    return this;
  }

  /** Makes the n-th operation from now fail with this message. */
  public synchronized FaultyDisk failAt(long operation, String message) {
    faults.failAt(operation, message);
    return this;
  }

  /** Makes the next operation of a kind fail with this message. */
  public synchronized FaultyDisk failNext(DiskOperation operation, String message) {
    faults.failNext(operation, message);
    return this;
  }

  /** Makes operations of a kind fail with this message, each with this probability: 1 always. */
  public synchronized FaultyDisk failSometimes(
      DiskOperation operation, double probability, String message) {
    faults.failSometimes(operation, probability, message);
    return this;
  }

  /** Makes everything fail from now on, looking at names too: the disk was taken out. */
  public synchronized FaultyDisk gone(String message) {
    faults.goneWith(message);
    return this;
  }

  /** Takes back every failure and crash asked for; not short writes, and not the capacity. */
  public synchronized FaultyDisk mended() {
    faults.clear();
    return this;
  }

  /**
   * Has something done before each operation of a kind, on the thread that performs it: to wait in
   * there is to be a slow disk. Null for nothing.
   */
  public FaultyDisk before(DiskOperation operation, Runnable action) {
    if (action == null) {
      before.remove(operation);
    } else {
      before.put(operation, action);
    }
    return this;
  }

  /** Whether writes take only some of the bytes. */
  public synchronized FaultyDisk shortWrites(boolean value) {
    shortWrites = value;
    return this;
  }

  /**
   * Whether gradual deletions leave it out to force that the name is gone, as a disk with that bug
   * would.
   */
  public synchronized FaultyDisk deletionsUnforced(boolean value) {
    deletionsUnforced = value;
    return this;
  }

  /**
   * How many bytes all files together may have. A write that grows a file past it is cut short, and
   * fails if nothing of it fits, as on Linux.
   */
  public synchronized FaultyDisk capacityBytes(long value) {
    capacityBytes = value;
    return this;
  }

  /** What was done so far, in order. */
  public synchronized List<DiskOperation> history() {
    return faults.history();
  }

  /** How much was done so far: the length of {@link #history}. */
  public synchronized long operations() {
    return faults.count();
  }

  /** Bytes of all files together. */
  public synchronized long usedBytes() {
    return tree.bytes();
  }

  /** Files open now: a test that ends with any has a leak. */
  public synchronized int openFiles() {
    return openFiles;
  }

  /** Stops the machine now. */
  public synchronized void crash() {
    crashed = true;
  }

  /** The disk the next start finds, without faults. This one is dead afterwards. */
  public synchronized FaultyDisk afterCrash(CrashMode mode) {
    crashed = true;
    SimulatedTree survivor = tree.survivor(mode, random);
    return new FaultyDisk(random.split(), survivor);
  }

  /** A copy as a running program would see it; this disk goes on. */
  public synchronized FaultyDisk copy() {
    SplittableRandom own = new SplittableRandom(1);
    return new FaultyDisk(own, tree.survivor(CrashMode.KEEP_UNFORCED, own));
  }

  /** The bytes of a file. */
  public synchronized byte[] contents(String name) throws IOException {
    return tree.file(name).contents();
  }

  /** Replaces the bytes of a file, durably and without counting: a tool for tests that damage. */
  public synchronized void overwrite(String name, byte[] bytes) throws IOException {
    tree.file(name).become(bytes.clone());
  }

  @Override
  public DiskFile create(String name) throws IOException {
    act(DiskOperation.CREATE);
    synchronized (this) {
      begin(DiskOperation.CREATE, name);
      return new Handle(name, createFile(name), true);
    }
  }

  @Override
  public DiskFile createUncached(String name) throws IOException {
    DiskFile plain = create(name);
    return new UncachedFile(plain, open(name), UNCACHED_BLOCK_BYTES, 1);
  }

  private SimulatedFile createFile(String name) throws IOException {
    SimulatedFile file = tree.create(name);
    crashIfDue(name);
    return file;
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    checkThere(name);
    return new Handle(name, tree.file(name), true);
  }

  @Override
  public synchronized DiskFile openReadOnly(String name) throws IOException {
    checkThere(name);
    return new Handle(name, tree.file(name), false);
  }

  @Override
  public synchronized boolean exists(String name) throws IOException {
    checkThere(name);
    return tree.find(name) != null;
  }

  @Override
  public synchronized List<String> list(String directory) throws IOException {
    checkThere(directory);
    return tree.find(directory) instanceof SimulatedFolder folder ? folder.files() : List.of();
  }

  @Override
  public synchronized long usableBytes() throws IOException {
    checkThere("");
    return Math.max(0, capacityBytes - tree.bytes());
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    act(DiskOperation.CREATE_DIRECTORY);
    synchronized (this) {
      begin(DiskOperation.CREATE_DIRECTORY, directory);
      tree.createFolder(directory);
      crashIfDue(directory);
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    act(DiskOperation.RENAME);
    synchronized (this) {
      begin(DiskOperation.RENAME, from);
      tree.rename(from, to);
      crashIfDue(from);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    act(DiskOperation.DELETE);
    synchronized (this) {
      begin(DiskOperation.DELETE, name);
      tree.delete(name);
      crashIfDue(name);
    }
  }

  @Override
  public void deleteGradually(String name, BooleanSupplier isOver) throws IOException {
    SimulatedFile file;
    synchronized (this) {
      checkThere(name);
      file = tree.file(name);
    }
    long sliceBytes = Math.max(LEAST_SLICE_BYTES, file.bytes() / SLICES);
    GradualDeletion.delete(new GoingFile(name, file), sliceBytes, isOver);
  }

  private void truncate(String name, SimulatedFile file, long bytes) throws IOException {
    act(DiskOperation.TRUNCATE);
    synchronized (this) {
      begin(DiskOperation.TRUNCATE, name);
      file.truncate(Math.toIntExact(bytes));
      crashIfDue(name);
    }
  }

  @Override
  public void forceDirectory(String directory) throws IOException {
    act(DiskOperation.FORCE_DIRECTORY);
    synchronized (this) {
      begin(DiskOperation.FORCE_DIRECTORY, directory);
      crashIfDue(directory);
      tree.folder(directory).force();
    }
  }

  @Override
  public synchronized AutoCloseable lock(String name) throws IOException {
    checkThere(name);
    if (tree.find(name) == null) {
      begin(DiskOperation.CREATE, name);
      createFile(name);
    }
    if (!locks.add(name)) {
      throw new DiskLockedException(name);
    }
    return () -> unlock(name);
  }

  private synchronized void unlock(String name) {
    locks.remove(name);
  }

  private int write(Handle handle, ByteBuffer source, long position) throws IOException {
    act(DiskOperation.WRITE);
    synchronized (this) {
      begin(DiskOperation.WRITE, handle.name);
      int length = source.remaining();
      if (shortWrites && length > 1) {
        length = random.nextInt(1, length + 1);
      }
      length = fitting(handle.file, position, length);
      if (faults.isCrashDue()) {
        length = random.nextInt(length + 1);
      }
      byte[] bytes = new byte[length];
      source.get(bytes);
      handle.file.write(Math.toIntExact(position), bytes);
      crashIfDue(handle.name);
      return length;
    }
  }

  /** How much of a write there is room for. */
  private int fitting(SimulatedFile file, long position, int length) throws IOException {
    long growth = position + length - Math.max(file.bytes(), position);
    if (growth <= 0 || capacityBytes == Long.MAX_VALUE) {
      return length;
    }
    long free = capacityBytes - tree.bytes() - Math.max(0, position - file.bytes());
    if (growth <= free) {
      return length;
    }
    long fits = length - growth + Math.max(0, free);
    if (fits <= 0) {
      throw new IOException(FULL);
    }
    return (int) fits;
  }

  private int read(Handle handle, ByteBuffer target, long position) throws IOException {
    act(DiskOperation.READ);
    synchronized (this) {
      begin(DiskOperation.READ, handle.name);
      byte[] bytes = new byte[target.remaining()];
      int count = handle.file.read(bytes, Math.toIntExact(position), bytes.length);
      if (count <= 0) {
        return bytes.length == 0 ? 0 : -1;
      }
      target.put(bytes, 0, count);
      return count;
    }
  }

  private void force(String name, SimulatedFile file) throws IOException {
    act(DiskOperation.FORCE);
    synchronized (this) {
      try {
        begin(DiskOperation.FORCE, name);
      } catch (IOException e) {
        file.failForce();
        throw e;
      }
      crashIfDue(name);
      file.force();
    }
  }

  private synchronized long size(Handle handle) throws IOException {
    checkThere(handle.name);
    return handle.file.bytes();
  }

  private synchronized void opened(int change) {
    openFiles += change;
  }

  private void act(DiskOperation operation) {
    Runnable action = before.get(operation);
    if (action != null) {
      action.run();
    }
  }

  private void begin(DiskOperation operation, String name) throws IOException {
    checkAlive(operation + " " + name);
    faults.begin(operation);
  }

  private void crashIfDue(String name) {
    crashed |= faults.isCrashDue();
    checkAlive(name);
  }

  private void checkThere(String name) throws IOException {
    checkAlive(name);
    faults.checkThere();
  }

  private void checkAlive(String what) {
    if (crashed) {
      throw new SimulatedCrash(what);
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
      synchronized (FaultyDisk.this) {
        return file.bytes();
      }
    }

    @Override
    public void shorten(long bytes) throws IOException {
      truncate(name, file, bytes);
      force(name, file);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private final class Handle implements DiskFile {
    private final String name;
    private final SimulatedFile file;
    private final boolean writable;
    private boolean open = true;

    Handle(String name, SimulatedFile file, boolean writable) {
      this.name = name;
      this.file = file;
      this.writable = writable;
      opened(1);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public long size() throws IOException {
      checkOpen(false);
      return FaultyDisk.this.size(this);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      checkOpen(false);
      return FaultyDisk.this.read(this, target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      checkOpen(true);
      return FaultyDisk.this.write(this, source, position);
    }

    @Override
    public void force() throws IOException {
      checkOpen(false);
      FaultyDisk.this.force(name, file);
    }

    @Override
    public void close() {
      if (open) {
        open = false;
        opened(-1);
      }
    }

    private void checkOpen(boolean toWrite) throws IOException {
      if (!open || (toWrite && !writable)) {
        throw new IOException((open ? "read only: " : "closed: ") + name);
      }
    }
  }
}
