package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Memory;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Hash64Test {
  private static final int BITS = Long.SIZE;

  /** The published test vectors of wyhash, final version 4.2. */
  @Test
  void shouldAgreeWithThePublishedVectors() {
    String alphabet = "abcdefghijklmnopqrstuvwxyz";
    assertEquals(0x93228a4de0eec5a2L, hash("", 0));
    assertEquals(0xc5bac3db178713c4L, hash("a", 1));
    assertEquals(0xa97f2f7b1d9b3314L, hash("abc", 2));
    assertEquals(0x786d1f1df3801df4L, hash("message digest", 3));
    assertEquals(0xdca5a8138ad37c87L, hash(alphabet, 4));
    assertEquals(
        0xb9e734f117cfaf70L,
        hash(alphabet.toUpperCase(java.util.Locale.ROOT) + alphabet + "0123456789", 5));
    assertEquals(0x6cc5eab49a92d617L, hash("1234567890".repeat(8), 6));
  }

  @Test
  void shouldHashEightBytesAsAnyOthers() {
    long seed = 20261123;
    Random random = new Random(seed);
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocate(Long.BYTES).address();
      for (int i = 0; i < 10_000; i++) {
        long value = i < 100 ? i : random.nextLong();
        long hashSeed = random.nextLong();
        Memory.putLong(address, value);
        assertEquals(
            Hash64.of(address, Long.BYTES, hashSeed),
            Hash64.ofEight(value, hashSeed),
            "seed " + seed + ", value " + value);
      }
    }
  }

  @Test
  void shouldChangeAboutHalfTheBitsWhenOneBitOfTheInputChanges() {
    long seed = 20261122;
    Random random = new Random(seed);
    try (Arena arena = Arena.ofConfined()) {
      for (int length : new int[] {1, 3, 4, 7, 8, 9, 16, 17, 24, 48, 49, 100}) {
        long address = arena.allocate(length).address();
        long flips = 0;
        int trials = 2000;
        for (int trial = 0; trial < trials; trial++) {
          for (int i = 0; i < length; i++) {
            Memory.putByte(address + i, (byte) random.nextInt());
          }
          long before = Hash64.of(address, length, seed);
          int bit = random.nextInt(length * 8);
          long at = address + bit / 8;
          Memory.putByte(at, (byte) (Memory.getByte(at) ^ (1 << bit % 8)));
          flips += Long.bitCount(before ^ Hash64.of(address, length, seed));
        }
        double mean = (double) flips / trials;
        assertTrue(mean > BITS * 0.48 && mean < BITS * 0.52, "length " + length + ": mean " + mean);
      }
    }
  }

  private static long hash(String text, long seed) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocate(Math.max(1, bytes.length)).address();
      Memory.putBytes(address, bytes, 0, bytes.length);
      return Hash64.of(address, bytes.length, seed);
    }
  }
}
