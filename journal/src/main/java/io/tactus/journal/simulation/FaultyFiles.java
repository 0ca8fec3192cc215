package io.tactus.journal.simulation;

import io.tactus.journal.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/**
 * What a {@link FaultyDisk} does to files once they have been found by their names: reads them,
 * writes as many bytes as there is room for or fewer, cuts and forces them, counts those open.
 *
 * <p>Threading: any thread, under the lock of the {@link SimulatedMachine}.
 */
final class FaultyFiles {
  private static final String FULL = "No space left on device";

  private final SimulatedMachine machine;
  private final SimulatedTree tree;
  private final SplittableRandom random;
  private boolean shortWrites;
  private long capacityBytes = Long.MAX_VALUE;
  private int openFiles;

  FaultyFiles(SimulatedMachine machine, SimulatedTree tree, SplittableRandom random) {
    this.machine = machine;
    this.tree = tree;
    this.random = random;
  }

  void shortWrites(boolean value) {
    synchronized (machine) {
      shortWrites = value;
    }
  }

  void capacityBytes(long value) {
    synchronized (machine) {
      capacityBytes = value;
    }
  }

  long usableBytes() {
    synchronized (machine) {
      return Math.max(0, capacityBytes - tree.bytes());
    }
  }

  /** Files open now. */
  int openFiles() {
    synchronized (machine) {
      return openFiles;
    }
  }

  DiskFile open(String name, SimulatedFile file, boolean writable) {
    return new Handle(name, file, writable);
  }

  void truncate(String name, SimulatedFile file, long bytes) throws IOException {
    machine.perform(DiskOperation.TRUNCATE, name, () -> file.truncate(Math.toIntExact(bytes)));
  }

  void force(String name, SimulatedFile file) throws IOException {
    machine.act(DiskOperation.FORCE);
    synchronized (machine) {
      try {
        machine.begin(DiskOperation.FORCE, name);
      } catch (IOException e) {
        file.failForce();
        throw e;
      }
      machine.stopIfDue(name);
      file.force();
    }
  }

  private int write(Handle handle, ByteBuffer source, long position) throws IOException {
    machine.act(DiskOperation.WRITE);
    synchronized (machine) {
      machine.begin(DiskOperation.WRITE, handle.name);
      int length = source.remaining();
      if (shortWrites && length > 1) {
        length = random.nextInt(1, length + 1);
      }
      length = fitting(handle.file, position, length);
      if (machine.isStopDue()) {
        length = random.nextInt(length + 1);
      }
      byte[] bytes = new byte[length];
      source.get(bytes);
      handle.file.write(Math.toIntExact(position), bytes);
      machine.stopIfDue(handle.name);
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
    machine.act(DiskOperation.READ);
    synchronized (machine) {
      machine.begin(DiskOperation.READ, handle.name);
      byte[] bytes = new byte[target.remaining()];
      int count = handle.file.read(bytes, Math.toIntExact(position), bytes.length);
      if (count <= 0) {
        return bytes.length == 0 ? 0 : -1;
      }
      target.put(bytes, 0, count);
      return count;
    }
  }

  private long size(Handle handle) throws IOException {
    synchronized (machine) {
      machine.checkThere(handle.name);
      return handle.file.bytes();
    }
  }

  private void opened(int change) {
    synchronized (machine) {
      openFiles += change;
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
      return FaultyFiles.this.size(this);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      checkOpen(false);
      return FaultyFiles.this.read(this, target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      checkOpen(true);
      return FaultyFiles.this.write(this, source, position);
    }

    @Override
    public void force() throws IOException {
      checkOpen(false);
      FaultyFiles.this.force(name, file);
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
