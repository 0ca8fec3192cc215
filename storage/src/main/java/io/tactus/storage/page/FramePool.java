package io.tactus.storage.page;

import static io.tactus.storage.page.FrameHeader.CHUNK_BYTES;
import static io.tactus.storage.page.FrameHeader.FRAMES_PER_CHUNK;
import static io.tactus.storage.page.FrameHeader.HEADER_FRAMES;
import static io.tactus.storage.page.FrameHeader.USABLE_FRAMES;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Page-sized frames of off-heap memory, handed out and taken back by one writer.
 *
 * <p>A large pool costs what is used of it ({@link FrameChunks}); a frame once touched stays until
 * the pool closes.
 *
 * <p>Where a frame comes from is a matter of speed only, never of outcome: {@link
 * #tryAllocateAfter} keeps a growing area in runs of neighbouring frames, {@link #tryAllocateNear}
 * keeps the copy of a page close to its original, right behind it where it can, and {@link
 * #tryAllocateWarm} takes what is likely in a cache, for pages that nobody reads in order. The last
 * page of a growing area is copied in every batch: the area goes on behind the copy and leaves a
 * gap of one frame, which processors that fetch ahead do not mind. With copies at the end of the
 * run, two thirds of the pages of a table lay apart from their neighbours, and a scan took twice as
 * long.
 *
 * <p>Threading: the writer that owns the pool; {@link #availableFrames()}, {@link #maxFrames()} and
 * {@link #usedFrames()} may be read by any thread (a moment old). While branches are open ({@link
 * PageBranch}), their threads take frames as well, and all do so only under this object's monitor.
 * The memory lives until {@link #close()}, which must come after the last reader.
 */
public final class FramePool implements AutoCloseable {

  private static final int RUN_SHIFT = 6;

  /** So many chunks of a pool that lives for a moment only are backed by small pages. */
  private static final int SMALL_CHUNKS = 2;

  /** Growing areas may map new memory while less than 1/4 of what is mapped lies free. */
  private static final int SPARE_FRACTION = 4;

  private static final VarHandle USED;

  static {
    try {
      USED = MethodHandles.lookup().findVarHandle(FramePool.class, "used", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long maxFrames;
  private final int maxChunks;
  private final FrameChunks memory;
  private final long[] chunks;
  private final BitTree free;
  private final BitTree freeRuns;
  private final WarmFrames warm = new WarmFrames();
  private int chunkCount;
  private boolean closed;

  @SuppressWarnings("unused") // through USED
  private long used;

  /**
   * @param maxFrames the most frames that may ever be in use at once
   */
  public FramePool(long maxFrames) {
    this(maxFrames, 0, new FirstTouch());
  }

  /** A pool for a fork, which may live for one command: zeroing 2 MiB would cost more than that. */
  static FramePool ofFork(long maxFrames) {
    return new FramePool(maxFrames, SMALL_CHUNKS, null);
  }

  private FramePool(long maxFrames, int smallChunks, FirstTouch touch) {
    long chunksNeeded = (maxFrames + USABLE_FRAMES - 1) / USABLE_FRAMES;
    if (maxFrames < 1 || chunksNeeded * FRAMES_PER_CHUNK > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("maxFrames=" + maxFrames);
    }
    this.maxFrames = maxFrames;
    this.maxChunks = (int) chunksNeeded;
    this.memory = new FrameChunks(maxChunks, smallChunks, touch);
    this.chunks = new long[maxChunks];
    this.free = new BitTree(maxChunks * FRAMES_PER_CHUNK);
    this.freeRuns = new BitTree((maxChunks * FRAMES_PER_CHUNK) >>> RUN_SHIFT);
  }

  /** The address of a frame with undefined contents, or 0 when the pool is used up. */
  public long tryAllocate() {
    if (usedFrames() == maxFrames) {
      return 0;
    }
    int index = free.first();
    if (index < 0) {
      if (!addChunk()) {
        return 0;
      }
      index = free.first();
    }
    return take(index);
  }

  /** Like {@link #tryAllocate}, close to a frame that may belong to another pool. */
  long tryAllocateNear(long frame) {
    if (owns(frame) && usedFrames() < maxFrames) {
      int index = indexOf(frame);
      long word = free.word(index);
      if (word != 0) {
        long above = word & (-1L << index);
        return take((index & -64) + Long.numberOfTrailingZeros(above != 0 ? above : word));
      }
    }
    return tryAllocate();
  }

  /**
   * Like {@link #tryAllocate}, one of those given back last by {@link #freeWarm}, wherever it lies;
   * else close to a frame.
   */
  long tryAllocateWarm(long frame) {
    if (usedFrames() < maxFrames) {
      for (long latest = warm.pop(); latest != 0; latest = warm.pop()) {
        int index = indexOf(latest);
        if (free.contains(index)) {
          return take(index);
        }
      }
    }
    return tryAllocateNear(frame);
  }

  /** Like {@link #tryAllocate}, directly behind a frame, else at the start of a new run. */
  long tryAllocateAfter(long frame) {
    if (usedFrames() == maxFrames) {
      return 0;
    }
    if (owns(frame)) {
      int index = indexOf(frame);
      int next = index + 1;
      if ((next & (FRAMES_PER_CHUNK - 1)) != 0 && free.contains(next)) {
        return take(next);
      }
      long word = free.word(index);
      if (word != 0) {
        return take((index & -64) + Long.numberOfTrailingZeros(word));
      }
    }
    int run = freeRuns.first();
    if (run < 0) {
      long mapped = (long) chunkCount * USABLE_FRAMES;
      boolean plenty = (mapped - usedFrames()) * SPARE_FRACTION > mapped;
      if (plenty || !addChunk()) {
        return tryAllocate();
      }
      run = freeRuns.first();
    }
    return take(run << RUN_SHIFT);
  }

  /** Gives a frame back; it may be handed out again at once. */
  public void free(long frame) {
    assert owns(frame) : "not of this pool";
    int index = indexOf(frame);
    assert !free.contains(index) : "freed twice";
    free.add(index);
    if (free.word(index) == -1L) {
      freeRuns.add(index >>> RUN_SHIFT);
    }
    USED.setOpaque(this, usedFrames() - 1);
  }

  /** As {@link #free}, for {@link #tryAllocateWarm} to hand out before others. */
  void freeWarm(long frame) {
    free(frame);
    warm.push(frame);
  }

  private long take(int index) {
    if (free.word(index) == -1L) {
      freeRuns.remove(index >>> RUN_SHIFT);
    }
    free.remove(index);
    USED.setOpaque(this, usedFrames() + 1);
    return chunks[index / FRAMES_PER_CHUNK]
        + ((long) (index & (FRAMES_PER_CHUNK - 1)) << Page.SHIFT);
  }

  boolean owns(long frame) {
    int chunk = FrameHeader.chunkIndex(frame);
    return chunk < chunkCount && chunks[chunk] == FrameHeader.chunk(frame);
  }

  private static int indexOf(long frame) {
    return FrameHeader.chunkIndex(frame) * FRAMES_PER_CHUNK + FrameHeader.indexInChunk(frame);
  }

  private boolean addChunk() {
    if (chunkCount == maxChunks) {
      return false;
    }
    long chunk = memory.next();
    chunks[chunkCount] = chunk;
    FrameHeader.chunkIndex(chunk, chunkCount);
    int first = chunkCount * FRAMES_PER_CHUNK;
    for (int i = HEADER_FRAMES; i < FRAMES_PER_CHUNK; i++) {
      free.add(first + i);
    }
    for (int i = 0; i < FRAMES_PER_CHUNK; i += 64) {
      if (free.word(first + i) == -1L) {
        freeRuns.add((first + i) >>> RUN_SHIFT);
      }
    }
    chunkCount++;
    return true;
  }

  /** Frames that can still be handed out: what admission compares with its reserve. */
  public long availableFrames() {
    return maxFrames - usedFrames();
  }

  /** Frames handed out and not given back. */
  public long usedFrames() {
    return (long) USED.getOpaque(this);
  }

  public long maxFrames() {
    return maxFrames;
  }

  /** Memory taken from the operating system so far, touched or not. */
  public long mappedBytes() {
    return chunkCount * CHUNK_BYTES;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    memory.close();
    chunkCount = 0;
  }
}
