package io.tactus.storage.page;

/**
 * What the pool and the versions know about a frame, kept at the head of its chunk.
 *
 * <pre>
 *   chunk, 2 MiB, aligned at 2 MiB; N = frames per chunk, H = header frames
 *   +-------------------+-------------------+-------------------+-----+----------+-- - --+----------+
 *   | birth stamps      | retirement stamps | list links        | pad | frame H  |       | frame N-1|
 *   | N x 8 bytes       | N x 8 bytes       | N x 8 bytes       |     |          |       |          |
 *   +-------------------+-------------------+-------------------+-----+----------+-- - --+----------+
 *   entry 0 of the birth stamps (a header frame has none) is the index of the chunk in its pool
 * </pre>
 *
 * <p>A frame's address masked gives its chunk and its index in there: no lookup, no heap object. A
 * frame is visible in versions [birth, retirement).
 *
 * <p>Threading: written by the pool's writer; while branches are open, by the thread of a branch
 * for frames it has taken, each of which has words of its own. The birth stamp of a frame of a
 * pinned version does not change, so that forks may read it.
 */
final class FrameHeader {

  static final long CHUNK_BYTES = 2L << 20;
  private static final long CHUNK_MASK = CHUNK_BYTES - 1;

  static final int FRAMES_PER_CHUNK = (int) (CHUNK_BYTES >>> Page.SHIFT);

  private static final int BIRTH_OFFSET = 0;
  private static final int RETIREMENT_OFFSET = BIRTH_OFFSET + FRAMES_PER_CHUNK * Long.BYTES;
  private static final int LINK_OFFSET = RETIREMENT_OFFSET + FRAMES_PER_CHUNK * Long.BYTES;
  private static final int LENGTH = LINK_OFFSET + FRAMES_PER_CHUNK * Long.BYTES;

  static final int HEADER_FRAMES = (LENGTH + Page.SIZE_BYTES - 1) >>> Page.SHIFT;
  static final int USABLE_FRAMES = FRAMES_PER_CHUNK - HEADER_FRAMES;

  private FrameHeader() {}

  static long chunk(long frame) {
    return frame & ~CHUNK_MASK;
  }

  static int indexInChunk(long frame) {
    return (int) ((frame & CHUNK_MASK) >>> Page.SHIFT);
  }

  private static long entry(long frame) {
    return (frame & ~CHUNK_MASK) + ((frame & CHUNK_MASK) >>> Page.SHIFT << 3);
  }

  /** The batch in which the frame was handed out. */
  static long birth(long frame) {
    return Memory.getLong(entry(frame) + BIRTH_OFFSET);
  }

  static void birth(long frame, long batch) {
    Memory.putLong(entry(frame) + BIRTH_OFFSET, batch);
  }

  /** The first version in which the frame is no longer visible. */
  static long retirement(long frame) {
    return Memory.getLong(entry(frame) + RETIREMENT_OFFSET);
  }

  static void retirement(long frame, long batch) {
    Memory.putLong(entry(frame) + RETIREMENT_OFFSET, batch);
  }

  /** The next frame in the list of retired frames that this one is in, or 0. */
  static long link(long frame) {
    return Memory.getLong(entry(frame) + LINK_OFFSET);
  }

  static void link(long frame, long next) {
    Memory.putLong(entry(frame) + LINK_OFFSET, next);
  }

  static int chunkIndex(long frame) {
    return (int) Memory.getLong(chunk(frame));
  }

  static void chunkIndex(long chunk, int index) {
    Memory.putLong(chunk, index);
  }
}
