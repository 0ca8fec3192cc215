package io.tactus.storage.page;

import static io.tactus.storage.page.FrameHeader.CHUNK_BYTES;

import java.util.Arrays;

/**
 * Off-heap chunks of 2 MiB, aligned, one after another up to a limit; nothing is given back before
 * {@link #close}.
 *
 * <p>Memory comes in slabs of up to {@value #CHUNKS_PER_SLAB} chunks. The operating system backs it
 * only as it is first touched, so a large limit costs what is used of it. From the second slab on
 * it costs one slab more: while one is being used the next is mapped already, and {@link
 * FirstTouch} has it backed.
 *
 * <pre>
 *   slab 1           slab 2           slab 3
 *   [■ ■ ■ ■ ■ ■ ■ ■][■ ■ ■ □ □ □ □ □][□ □ □ · · · · ·]
 *                           ▲ next()        ▲ FirstTouch      ■ handed out  □ backed
 * </pre>
 *
 * <p>Threading: the pool's writer; while branches are open whoever holds the pool's monitor. The
 * thread that touches ahead ends before the memory does.
 */
final class FrameChunks implements AutoCloseable {

  static final int CHUNKS_PER_SLAB = (int) (FrameRange.SLAB_BYTES / CHUNK_BYTES);

  private final int maxChunks;
  private final int smallChunks;
  private final FirstTouch touch;
  private int mapped;
  private long[] slabs = new long[4];
  private int slabCount;
  private long next;
  private int left;
  private long ahead;
  private int chunksAhead;

  /**
   * Creates a source that has mapped nothing yet.
   *
   * @param maxChunks the most that may be asked for
   * @param smallChunks so many of the first are backed by the operating system's small pages
   * @param touch backs memory ahead, or null: then as it is used
   */
  FrameChunks(int maxChunks, int smallChunks, FirstTouch touch) {
    this.maxChunks = maxChunks;
    this.smallChunks = smallChunks;
    this.touch = touch;
  }

  /** Returns the address of the next chunk, whose contents are undefined. */
  long next() {
    if (left == 0) {
      if (chunksAhead == 0) {
        map();
      }
      next = ahead;
      left = chunksAhead;
      chunksAhead = 0;
      if (touch != null && slabCount > 1 && mapped < maxChunks) {
        prepare();
      }
    }
    long chunk = next;
    next += CHUNK_BYTES;
    left--;
    return chunk;
  }

  /** Maps the slab after the next, and has it touched. */
  private void prepare() {
    try {
      map();
      touch.later(ahead, chunksAhead * CHUNK_BYTES);
    } catch (OutOfMemoryError _) {
      // No memory or no thread for it: what is only for speed must not fail who has its chunk.
    }
  }

  private void map() {
    int chunks = Math.min(CHUNKS_PER_SLAB, maxChunks - mapped);
    long slab = FrameRange.get().map(chunks * CHUNK_BYTES);
    if (slabCount == slabs.length) {
      slabs = Arrays.copyOf(slabs, slabCount * 2);
    }
    int small = slabCount > 0 ? 0 : smallChunks;
    slabs[slabCount++] = slab;
    mapped += chunks;
    ahead = slab;
    chunksAhead = chunks;
    if (chunks > small) {
      MemoryAdvice.largePages(ahead + small * CHUNK_BYTES, (chunks - small) * CHUNK_BYTES);
    }
  }

  @Override
  public void close() {
    if (touch != null) {
      touch.close();
    }
    for (int i = 0; i < slabCount; i++) {
      int chunks = Math.min(CHUNKS_PER_SLAB, maxChunks - i * CHUNKS_PER_SLAB);
      FrameRange.get().unmap(slabs[i], chunks * CHUNK_BYTES);
    }
    slabCount = 0;
    left = 0;
    chunksAhead = 0;
  }
}
