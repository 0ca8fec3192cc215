package io.tactus.storage.value;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;

/**
 * Finds a page with room: three levels of bytes, each the largest of those below it.
 *
 * <pre>
 *   ValueHeader   one byte per group
 *   MapPage       one byte per 64 pages, one byte per page
 * </pre>
 *
 * <p>The idea is PostgreSQL's free space map. The lowest page with room is taken, which keeps
 * values together and the end of the area empty. Every write is undone with the transaction.
 *
 * <p>Threading: the writer.
 */
final class SpaceMap {

  private static final int GROUP_PAGES = 1 + MapPage.PAGES;

  private final PageSpace space;
  private final int area;

  SpaceMap(PageSpace space, int area) {
    this.space = space;
    this.area = area;
  }

  /** Tells whether this page of a values area is a map, rather than one of values. */
  static boolean isMap(long page) {
    return (page - 1) % GROUP_PAGES == 0;
  }

  static int group(long page) {
    return (int) ((page - 1) / GROUP_PAGES);
  }

  /** Returns the position of a page of values within its group. */
  static int index(long page) {
    return (int) ((page - 1) % GROUP_PAGES) - 1;
  }

  static long mapPage(int group) {
    return 1 + (long) group * GROUP_PAGES;
  }

  static long page(int group, int index) {
    return mapPage(group) + 1 + index;
  }

  /** Returns the groups of an area with this many pages. */
  static int groups(long pageCount) {
    return pageCount <= 1 ? 0 : group(pageCount - 1) + 1;
  }

  /** Returns the lowest page with a run of this many free units, or -1. */
  long find(int units) {
    int room = MapPage.roomFor(units);
    long groups = space.read(area, 0) + ValueHeader.GROUPS_OFFSET;
    int group = MapPage.firstAtLeast(groups, groups(space.pageCount(area)), room);
    return group < 0 ? -1 : page(group, MapPage.find(space.read(area, mapPage(group)), room));
  }

  /** Returns the room the map has for a page. */
  int room(long page) {
    return MapPage.room(space.read(area, mapPage(group(page))), index(page));
  }

  /** Sets the room of a page, and what follows from it above. */
  void put(long page, int room) {
    int group = group(page);
    int index = index(page);
    long mapPage = mapPage(group);
    long map = space.read(area, mapPage);
    int before = MapPage.room(map, index);
    if (room == before) {
      return;
    }
    space.putByte(area, mapPage, MapPage.PAGES_OFFSET + index, (byte) room);
    map = space.read(area, mapPage);
    int block = MapPage.block(index);
    int blockBefore = MapPage.blockRoom(map, block);
    if (room < blockBefore && before < blockBefore) {
      return;
    }
    int blockRoom = Math.max(room, MapPage.largestOfBlock(map, block));
    if (blockRoom == blockBefore) {
      return;
    }
    space.putByte(area, mapPage, MapPage.BLOCKS_OFFSET + block, (byte) blockRoom);
    int groupRoom = MapPage.largestOfGroup(space.read(area, mapPage));
    int offset = ValueHeader.GROUPS_OFFSET + group;
    if ((Memory.getByte(space.read(area, 0) + offset) & 0xFF) != groupRoom) {
      space.putByte(area, 0, offset, (byte) groupRoom);
    }
  }
}
