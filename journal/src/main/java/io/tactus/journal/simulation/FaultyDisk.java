package io.tactus.journal.simulation;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.DiskLockedException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A disk in memory with faults on request.
 *
 * <p>Every operation of {@link DiskOperation} is counted from 1. {@link #crashAt} stops the machine
 * in the middle of one of them, {@link #failAt} makes one fail. After a crash, {@link #afterCrash}
 * gives the disk the next start would find.
 *
 * <p>Threading: any thread; one lock.
 */
public final class FaultyDisk implements Disk {
  private final Map<String, SimulatedNames> folders;
  private final TreeSet<String> locks = new TreeSet<>();
  private final SplittableRandom random;
  private final List<DiskOperation> history = new ArrayList<>();
  private long crashAt = Long.MAX_VALUE;
  private long failAt = Long.MAX_VALUE;
  private DiskOperation failOn;
  private String failure = "";
  private boolean shortWrites;
  private long capacityBytes = Long.MAX_VALUE;
  private boolean crashed;
  private int openFiles;

  /** An empty disk; the seed decides tears and short writes. */
  public FaultyDisk(long seed) {
    this(new SplittableRandom(seed), new TreeMap<>(Map.of("", new SimulatedNames())));
  }

  private FaultyDisk(SplittableRandom random, Map<String, SimulatedNames> folders) {
    this.random = random;
    this.folders = folders;
  }

  /** Stops the machine at the n-th operation from now: it may have happened, or in part. */
  public synchronized FaultyDisk crashAt(long operation) {
    crashAt = history.size() + operation;
    return this;
  }

  /** Makes the n-th operation from now fail with this message. */
  public synchronized FaultyDisk failAt(long operation, String message) {
    failAt = history.size() + operation;
    failure = message;
    return this;
  }

  /** Makes the next operation of a kind fail with this message. */
  public synchronized FaultyDisk failNext(DiskOperation operation, String message) {
    failOn = operation;
    failure = message;
    return this;
  }

  /** Whether writes take only some of the bytes. */
  public synchronized FaultyDisk shortWrites(boolean value) {
    shortWrites = value;
    return this;
  }

  /** How many bytes all files together may have; growing past it fails. */
  public synchronized FaultyDisk capacityBytes(long value) {
    capacityBytes = value;
    return this;
  }

  /** What was done so far, in order. */
  public synchronized List<DiskOperation> history() {
    return List.copyOf(history);
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
    Map<String, SimulatedNames> survivors = new TreeMap<>();
    folders.forEach((name, names) -> survivors.put(name, names.survivor(mode, random)));
    return new FaultyDisk(random.split(), survivors);
  }

  /** A copy as a running program would see it; this disk goes on. */
  public synchronized FaultyDisk copy() {
    Map<String, SimulatedNames> copies = new TreeMap<>();
    folders.forEach(
        (name, names) -> copies.put(name, names.survivor(CrashMode.KEEP_UNFORCED, random)));
    return new FaultyDisk(new SplittableRandom(1), copies);
  }

  /** The bytes of a file. */
  public synchronized byte[] contents(String name) throws IOException {
    return existing(name).contents();
  }

  /** Replaces the bytes of a file, durably and without counting: a tool for tests that damage. */
  public synchronized void overwrite(String name, byte[] bytes) throws IOException {
    existing(name).become(bytes.clone());
  }

  @Override
  public synchronized DiskFile create(String name) throws IOException {
    step(DiskOperation.CREATE, name);
    if (folder(name).get(simple(name)) != null) {
      throw new FileAlreadyExistsException(name);
    }
    SimulatedFile file = new SimulatedFile();
    folder(name).put(simple(name), file);
    crashIfDue(name);
    return new Handle(name, file, true);
  }

  @Override
  public synchronized DiskFile open(String name) throws IOException {
    checkAlive(name);
    return new Handle(name, existing(name), true);
  }

  @Override
  public synchronized DiskFile openReadOnly(String name) throws IOException {
    checkAlive(name);
    return new Handle(name, existing(name), false);
  }

  @Override
  public synchronized boolean exists(String name) throws IOException {
    checkAlive(name);
    SimulatedNames parent = folders.get(parent(name));
    return folders.containsKey(name) || (parent != null && parent.get(simple(name)) != null);
  }

  @Override
  public synchronized List<String> list(String directory) throws IOException {
    checkAlive(directory);
    SimulatedNames names = folders.get(directory);
    return names == null ? List.of() : names.names();
  }

  @Override
  public synchronized void createDirectory(String directory) throws IOException {
    // Folders are made once, when the data folder is; losing them again would be its whole loss.
    step(DiskOperation.CREATE_DIRECTORY, directory);
    folders.putIfAbsent(directory, new SimulatedNames());
    crashIfDue(directory);
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    step(DiskOperation.RENAME, from);
    existing(from);
    if (!parent(from).equals(parent(to))) {
      throw new IllegalArgumentException("renames stay in a folder: " + from + " to " + to);
    }
    folder(from).rename(simple(from), simple(to));
    crashIfDue(from);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    step(DiskOperation.DELETE, name);
    existing(name);
    folder(name).remove(simple(name));
    crashIfDue(name);
  }

  @Override
  public synchronized void forceDirectory(String directory) throws IOException {
    step(DiskOperation.FORCE_DIRECTORY, directory);
    crashIfDue(directory);
    folders.get(directory).force();
  }

  @Override
  public synchronized AutoCloseable lock(String name) throws IOException {
    checkAlive(name);
    if (!locks.add(name)) {
      throw new DiskLockedException(name);
    }
    return () -> unlock(name);
  }

  private synchronized void unlock(String name) {
    locks.remove(name);
  }

  private synchronized int write(Handle handle, ByteBuffer source, long position)
      throws IOException {
    step(DiskOperation.WRITE, handle.name);
    int length = source.remaining();
    if (shortWrites && length > 1) {
      length = random.nextInt(1, length + 1);
    }
    long growth = Math.max(0, position + length - handle.file.size());
    if (growth > 0 && used() + growth > capacityBytes) {
      throw new IOException("No space left on device");
    }
    byte[] bytes = new byte[length];
    source.get(bytes);
    handle.file.write(Math.toIntExact(position), bytes);
    crashIfDue(handle.name);
    return length;
  }

  private synchronized int read(Handle handle, ByteBuffer target, long position)
      throws IOException {
    checkAlive(handle.name);
    byte[] bytes = new byte[target.remaining()];
    int count = handle.file.read(bytes, Math.toIntExact(position), bytes.length);
    if (count <= 0) {
      return bytes.length == 0 ? 0 : -1;
    }
    target.put(bytes, 0, count);
    return count;
  }

  private synchronized void force(Handle handle) throws IOException {
    try {
      step(DiskOperation.FORCE, handle.name);
    } catch (IOException e) {
      handle.file.failForce();
      throw e;
    }
    crashIfDue(handle.name);
    handle.file.force();
  }

  private synchronized long size(Handle handle) {
    checkAlive(handle.name);
    return handle.file.size();
  }

  private synchronized void opened(int change) {
    openFiles += change;
  }

  private void step(DiskOperation operation, String name) throws IOException {
    checkAlive(operation + " " + name);
    history.add(operation);
    if (history.size() == failAt || operation == failOn) {
      failOn = null;
      throw new IOException(failure);
    }
  }

  private void crashIfDue(String name) {
    if (history.size() >= crashAt) {
      crashed = true;
    }
    checkAlive(name);
  }

  private void checkAlive(String what) {
    if (crashed) {
      throw new SimulatedCrash(what);
    }
  }

  private long used() {
    long sum = 0;
    for (SimulatedNames names : folders.values()) {
      for (String name : names.names()) {
        sum += names.get(name).size();
      }
    }
    return sum;
  }

  private SimulatedFile existing(String name) throws IOException {
    SimulatedFile file = folder(name).get(simple(name));
    if (file == null) {
      throw new FileNotFoundException(name);
    }
    return file;
  }

  private SimulatedNames folder(String name) throws IOException {
    SimulatedNames names = folders.get(parent(name));
    if (names == null) {
      throw new FileNotFoundException(parent(name));
    }
    return names;
  }

  private static String parent(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
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
      FaultyDisk.this.force(this);
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
