package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameChunksTest {

  /** Limits around the ends of slabs: the last one may be short, the one ahead may not exist. */
  @Test
  void shouldGiveAsManyAsAreAllowedEachAlignedAndAnother() {
    int slab = FrameChunks.CHUNKS_PER_SLAB;
    for (int most : new int[] {1, slab, slab + 1, 2 * slab, 2 * slab + 1, 3 * slab, 5 * slab - 1}) {
      try (FrameChunks chunks = new FrameChunks(most, 0, new FirstTouch())) {
        Set<Long> given = new HashSet<>();
        for (int i = 0; i < most; i++) {
          long chunk = chunks.next();
          assertEquals(0, chunk % FrameHeader.CHUNK_BYTES);
          assertTrue(given.add(chunk), "given twice, chunk " + i + " of " + most);
          Memory.putLong(chunk, i);
          Memory.putLong(chunk + FrameHeader.CHUNK_BYTES - Long.BYTES, i);
        }
        long sum = 0;
        for (long chunk : given) {
          assertEquals(
              Memory.getLong(chunk),
              Memory.getLong(chunk + FrameHeader.CHUNK_BYTES - Long.BYTES),
              "chunks overlap");
          sum += Memory.getLong(chunk);
        }
        assertEquals((long) most * (most - 1) / 2, sum);
      }
    }
  }
}
