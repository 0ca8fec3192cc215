package io.tactus.storage.value;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;

/**
 * The map of one group of pages: a byte per page, and a byte per block of 64 pages.
 *
 * <pre>
 *   0      pages   u8[PAGES]        the room of each page, 0 for none and for pages not there
 *   PAGES  blocks  u8[PAGES / 64]   the largest byte of each block of 64
 *          zero    to the end
 *
 *   4 KiB pages: 4,032 pages to a group, 63 blocks
 * </pre>
 *
 * <p>The <em>room</em> of a page is its longest free run in units of {@link #ROOM_UNITS}, rounded
 * down, so that it fits a byte whatever the page size.
 *
 * <p>Threading: none of its own.
 */
final class MapPage {

  private static final int BLOCK_SHIFT = 6;
  private static final int BLOCK = 1 << BLOCK_SHIFT;

  /** Pages of values to a group: as many bytes as leave room for a byte per block. */
  static final int PAGES = Page.SIZE_BYTES / (BLOCK + 1) * BLOCK;

  static final int BLOCKS = PAGES / BLOCK;
  static final int PAGES_OFFSET = 0;
  static final int BLOCKS_OFFSET = PAGES_OFFSET + PAGES;

  private static final int ROOM_SHIFT = Math.max(0, Page.SHIFT - 12);

  /** Units in one step of room. */
  static final int ROOM_UNITS = 1 << ROOM_SHIFT;

  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private MapPage() {}

  /** Returns the room that a longest free run of this many units makes. */
  static int roomOf(int longestRun) {
    return longestRun >>> ROOM_SHIFT;
  }

  /** Returns the room a page must have to hold a run of this many units for certain. */
  static int roomFor(int units) {
    return (units + ROOM_UNITS - 1) >>> ROOM_SHIFT;
  }

  static int room(long map, int index) {
    return Memory.getByte(map + PAGES_OFFSET + index) & 0xFF;
  }

  static int block(int index) {
    return index >>> BLOCK_SHIFT;
  }

  static int blockRoom(long map, int block) {
    return Memory.getByte(map + BLOCKS_OFFSET + block) & 0xFF;
  }

  /** Returns the lowest page of the group with at least this room, or -1. */
  static int find(long map, int room) {
    int block = firstAtLeast(map + BLOCKS_OFFSET, BLOCKS, room);
    if (block < 0) {
      return -1;
    }
    long first = map + PAGES_OFFSET + ((long) block << BLOCK_SHIFT);
    return (block << BLOCK_SHIFT) + firstAtLeast(first, BLOCK, room);
  }

  /** Returns the largest byte of a block of pages. */
  static int largestOfBlock(long map, int block) {
    return largest(map + PAGES_OFFSET + ((long) block << BLOCK_SHIFT), BLOCK);
  }

  /** Returns the largest byte of all blocks. */
  static int largestOfGroup(long map) {
    return largest(map + BLOCKS_OFFSET, BLOCKS);
  }

  private static int largest(long address, int count) {
    int largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Memory.getByte(address + i) & 0xFF);
    }
    return largest;
  }

  /**
   * Returns the index of the first of {@code count} bytes that is at least {@code least} (1 to
   * 255), or -1. Looks at eight at a time, and so at up to seven bytes behind the last, which must
   * be readable.
   */
  static int firstAtLeast(long address, int count, int least) {
    // Per byte, without borrows between them: (low seven bits | 128) - (low seven of least).
    long subtrahend = (least & 0x7F) * LOW_BITS;
    for (int i = 0; i < count; i += Long.BYTES) {
      long bytes = Memory.getLong(address + i);
      long lowAtLeast = (bytes | HIGH_BITS) - subtrahend;
      long found = (least < 0x80 ? lowAtLeast | bytes : lowAtLeast & bytes) & HIGH_BITS;
      if (found != 0) {
        int index = i + (Long.numberOfTrailingZeros(found) >>> 3);
        return index < count ? index : -1;
      }
    }
    return -1;
  }
}
