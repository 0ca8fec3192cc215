package io.tactus.storage.page;

/**
 * The layout of area 0: which areas there are, and how many pages each has.
 *
 * <pre>
 *   record i at byte 16 i of the area, little-endian
 *   +---------------------+---------------------+
 *   | record 0: next id   | pages over all areas|
 *   +---------------------+---------------------+
 *   | area 0: page count  | state               |   record 1
 *   | area 1: page count  | state               |   record 2 ...
 *   +---------------------+---------------------+
 *   state: 0 never created, 1 live, 2 dropped
 * </pre>
 */
final class AreaTable {

  /** The area that holds this table. */
  static final int AREA = 0;

  static final int NEVER = 0;
  static final int LIVE = 1;
  static final int DROPPED = 2;

  static final int NEXT_ID_OFFSET = 0;
  static final int TOTAL_PAGES_OFFSET = 8;

  static final int PAGE_COUNT_OFFSET = 0;
  static final int STATE_OFFSET = 8;

  private static final int RECORD_SHIFT = 4;
  private static final int RECORDS_SHIFT = Page.SHIFT - RECORD_SHIFT;
  private static final int RECORDS_MASK = (1 << RECORDS_SHIFT) - 1;

  private AreaTable() {}

  /** Makes a page the first one of a table of this area alone. */
  static void format(long page) {
    Memory.zero(page, Page.SIZE_BYTES);
    Memory.putLong(page + NEXT_ID_OFFSET, 1);
    Memory.putLong(page + TOTAL_PAGES_OFFSET, 1);
    long record = page + offsetOf(AREA);
    Memory.putLong(record + PAGE_COUNT_OFFSET, 1);
    Memory.putLong(record + STATE_OFFSET, LIVE);
  }

  /** The page of area 0 that holds an area's record. */
  static long pageOf(int area) {
    return (area + 1L) >>> RECORDS_SHIFT;
  }

  /** Where in that page. */
  static int offsetOf(int area) {
    return (int) ((area + 1L) & RECORDS_MASK) << RECORD_SHIFT;
  }

  /** The address of an area's record under a root of area 0, or 0 if the table is not so long. */
  static long record(long tableRoot, int area) {
    long page = PageTable.lookup(tableRoot, pageOf(area));
    return page == 0 ? 0 : page + offsetOf(area);
  }

  static long pageCount(long tableRoot, int area) {
    long record = area < 0 ? 0 : record(tableRoot, area);
    return record == 0 ? 0 : Memory.getLong(record + PAGE_COUNT_OFFSET);
  }

  static boolean isLive(long tableRoot, int area) {
    long record = area < 0 ? 0 : record(tableRoot, area);
    return record != 0 && Memory.getLong(record + STATE_OFFSET) == LIVE;
  }

  /** All ids given so far are below this. */
  static int nextId(long tableRoot) {
    return (int) Memory.getLong(PageTable.lookup(tableRoot, 0) + NEXT_ID_OFFSET);
  }

  static long totalPages(long tableRoot) {
    return Memory.getLong(PageTable.lookup(tableRoot, 0) + TOTAL_PAGES_OFFSET);
  }
}
