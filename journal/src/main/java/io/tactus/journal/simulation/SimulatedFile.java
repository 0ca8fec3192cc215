package io.tactus.journal.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The contents of one file: as programs see them, as the platter has them, and the writes between.
 *
 * <p>Threading: guarded by the disk's lock.
 */
final class SimulatedFile implements SimulatedEntry {
  private static final int SECTOR_BYTES = 512;

  private byte[] seen = new byte[0];
  private int seenSize;
  private byte[] durable = new byte[0];
  private int durableSize;
  private final List<Unforced> unforced = new ArrayList<>();

  /** A write, or with {@code bytes} null a cut to the position. */
  private static final class Unforced {
    private final int position;
    private final byte[] bytes;

    Unforced(int position, byte[] bytes) {
      this.position = position;
      this.bytes = bytes;
    }
  }

  @Override
  public long bytes() {
    return seenSize;
  }

  byte[] contents() {
    return Arrays.copyOf(seen, seenSize);
  }

  int read(byte[] target, int position, int length) {
    int count = Math.min(length, seenSize - position);
    if (count > 0) {
      System.arraycopy(seen, position, target, 0, count);
    }
    return count;
  }

  void write(int position, byte[] bytes) {
    seen = grown(seen, position + bytes.length);
    System.arraycopy(bytes, 0, seen, position, bytes.length);
    seenSize = Math.max(seenSize, position + bytes.length);
    unforced.add(new Unforced(position, bytes));
  }

  void truncate(int size) {
    if (size < seenSize) {
      Arrays.fill(seen, size, seenSize, (byte) 0);
      seenSize = size;
      unforced.add(new Unforced(size, null));
    }
  }

  void force() {
    for (Unforced write : unforced) {
      if (write.bytes == null) {
        cut(write.position);
      } else {
        persist(write.position, write.bytes, 0, write.bytes.length);
      }
    }
    unforced.clear();
  }

  private void cut(int size) {
    if (size < durableSize) {
      Arrays.fill(durable, size, durableSize, (byte) 0);
      durableSize = size;
    }
  }

  /** As Linux does it: the pages count as clean afterwards, though they are not on the disk. */
  void failForce() {
    unforced.clear();
  }

  @Override
  public SimulatedFile survivor(CrashMode mode, RandomGenerator random) {
    if (mode == CrashMode.KEEP_UNFORCED) {
      return asAProcessLeavesIt();
    }
    SimulatedFile file = new SimulatedFile();
    file.become(Arrays.copyOf(durable, durableSize));
    if (mode == CrashMode.TEAR_UNFORCED) {
      for (Unforced write : unforced) {
        file.tear(write, random);
      }
      file.become(Arrays.copyOf(file.durable, file.durableSize));
    }
    return file;
  }

  /**
   * A process that dies forces nothing: a later loss of power takes what it had not forced, and
   * what a force that failed left behind as clean, unless somebody writes it again.
   */
  private SimulatedFile asAProcessLeavesIt() {
    SimulatedFile file = new SimulatedFile();
    file.seen = contents();
    file.seenSize = seenSize;
    file.durable = Arrays.copyOf(durable, durableSize);
    file.durableSize = durableSize;
    file.unforced.addAll(unforced);
    return file;
  }

  /** Sets the contents, durably. */
  void become(byte[] bytes) {
    seen = bytes;
    seenSize = bytes.length;
    durable = bytes.clone();
    durableSize = bytes.length;
    unforced.clear();
  }

  private void tear(Unforced write, RandomGenerator random) {
    if (write.bytes == null) {
      if (random.nextBoolean()) {
        cut(write.position);
      }
      return;
    }
    int end = write.position + write.bytes.length;
    for (int at = write.position; at < end; ) {
      int sectorEnd = Math.min(end, (at / SECTOR_BYTES + 1) * SECTOR_BYTES);
      if (random.nextBoolean()) {
        persist(at, write.bytes, at - write.position, sectorEnd - at);
      }
      at = sectorEnd;
    }
  }

  private void persist(int position, byte[] bytes, int from, int length) {
    durable = grown(durable, position + length);
    System.arraycopy(bytes, from, durable, position, length);
    durableSize = Math.max(durableSize, position + length);
  }

  private static byte[] grown(byte[] bytes, int size) {
    return size <= bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
  }
}
