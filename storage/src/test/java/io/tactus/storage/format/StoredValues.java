package io.tactus.storage.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;

/** Values of variable length in their area, read by docs/FORMAT.md; pages of 4 KiB. */
final class StoredValues {
  private static final int UNIT_BYTES = 16;
  private static final int UNITS = 256;
  private static final int NEXT_BYTES = 4;

  private final StoredPages pages;
  private final int area;
  private long values;
  private long units;

  StoredValues(StoredPages pages, int area) {
    this.pages = pages;
    this.area = area;
  }

  /** Returns the value that a descriptor of a row names. */
  byte[] read(ByteBuffer row, int descriptor) {
    int length = (int) pages.number(row, descriptor, "length");
    long locator = pages.number(row, descriptor, "locator");
    assertTrue(length >= 0, "a value in a page is not detached");
    byte[] value = new byte[length];
    if (length == 0) {
      assertEquals(0, locator);
      return value;
    }
    values++;
    int room = pages.part("cells").bytes();
    int read = 0;
    while (length - read > room) {
      ByteBuffer page = pages.page(area, locator / UNITS);
      int at = take(page, (int) (locator % UNITS), room);
      page.get(at + NEXT_BYTES, value, read, room - NEXT_BYTES);
      read += room - NEXT_BYTES;
      locator = page.getInt(at) & 0xFFFF_FFFFL;
    }
    ByteBuffer page = pages.page(area, locator / UNITS);
    int at = take(page, (int) (locator % UNITS), length - read);
    page.get(at, value, read, length - read);
    for (int rest = at + length - read; rest % UNIT_BYTES != 0; rest++) {
      assertEquals(0, page.get(rest), "zero behind the end of a value");
    }
    return value;
  }

  private int take(ByteBuffer page, int unit, int bytes) {
    int count = (bytes + UNIT_BYTES - 1) / UNIT_BYTES;
    for (int i = 0; i < count; i++) {
      assertTrue(isUsed(page, unit + i), "unit " + (unit + i) + " is in use");
    }
    units += count;
    int at = unit * UNIT_BYTES;
    assertTrue(at >= pages.part("cells").offset() && at + bytes <= pages.part("cells").end());
    return at;
  }

  private boolean isUsed(ByteBuffer page, int unit) {
    return (page.get(pages.part("units in use").offset() + unit / 8) >> unit % 8 & 1) == 1;
  }

  /** Compares the totals with what has been read, and the maps with the pages. */
  void checkTotals() {
    ByteBuffer header = pages.page(area, 0);
    assertEquals(1, pages.integer(header, "values format"));
    assertEquals(values, pages.number(header, 0, "values"));
    assertEquals(units, pages.number(header, 0, "units"));
    FormatPage.Part rooms = pages.part("room of pages");
    int group = 0;
    for (long first = 1; first < pages.pageCount(area); first += 1 + rooms.bytes(), group++) {
      ByteBuffer map = pages.page(area, first);
      int[] largest = new int[pages.part("largest of 64").bytes()];
      int most = 0;
      for (int i = 0; i < rooms.bytes(); i++) {
        int room = map.get(rooms.offset() + i) & 0xFF;
        boolean there = first + 1 + i < pages.pageCount(area);
        assertEquals(there ? longestRun(pages.page(area, first + 1 + i)) : 0, room, "page " + i);
        largest[i / 64] = Math.max(largest[i / 64], room);
        most = Math.max(most, room);
      }
      for (int i = 0; i < largest.length; i++) {
        assertEquals(largest[i], map.get(pages.part("largest of 64").offset() + i) & 0xFF);
      }
      assertEquals(most, pages.number(header, 0, "room of a group", group, 1));
    }
  }

  private int longestRun(ByteBuffer page) {
    int longest = 0;
    int run = 0;
    for (int unit = 0; unit < UNITS; unit++) {
      run = isUsed(page, unit) ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
