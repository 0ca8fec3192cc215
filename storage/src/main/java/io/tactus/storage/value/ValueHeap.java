package io.tactus.storage.value;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.schema.SchemaLimits;

/**
 * The writer's side of a values area: stores values and takes them back.
 *
 * <pre>
 *   cell of a value that fits a page     bytes, zero to a whole unit
 *   cell of a longer one, a full page    next u32 (locator) | bytes; then the same rule for the rest
 * </pre>
 *
 * <p>Every write is logged, so that values come and go with the open transaction. An operation that
 * is refused (memory limit, undo budget) may have done half of its work: the caller rolls back to
 * its mark.
 *
 * <p>Placement depends only on the order of operations since the area was created.
 *
 * <p>Threading: the writer.
 */
public final class ValueHeap implements ValueSource {

  /** Bytes before the value's own in a cell that has a successor. */
  static final int NEXT_BYTES = Integer.BYTES;

  /** Pages given back by one {@link #trim}: what one command pays for those before it. */
  private static final int TRIMMED_PAGES = 16;

  /** Locators are 32 bits. */
  private static final long MAX_PAGES =
      Math.min(
          (1L << Integer.SIZE) >>> ValuePage.UNITS_SHIFT, SpaceMap.mapPage(ValueHeader.MAX_GROUPS));

  private final PageSpace space;
  private final int area;
  private final SpaceMap map;

  /** Opens the heap in an area that {@link #create} made. */
  public ValueHeap(PageSpace space, int area) {
    this.space = space;
    this.area = area;
    this.map = new SpaceMap(space, area);
  }

  /**
   * Creates an area without values; undone like anything else.
   *
   * @return the area
   * @throws Rejection MEMORY_LIMIT
   */
  public static int create(PageSpace space) {
    int area = space.createArea();
    space.appendPage(area);
    begin(space, area);
    return area;
  }

  /** Makes a heap without values as small as a new one, of one page. */
  public void clear() {
    if (values() != 0) {
      throw new IllegalStateException(values() + " values are in area " + area);
    }
    space.clear(area, 1);
    begin(space, area);
  }

  private static void begin(PageSpace space, int area) {
    space.putInt(area, 0, ValueHeader.FORMAT_OFFSET, ValueHeader.FORMAT);
  }

  /** Returns the area. */
  public int area() {
    return area;
  }

  /** Returns the number of values with at least one byte. */
  public long values() {
    return ValueHeader.values(space.read(area, 0));
  }

  /** Returns the bytes that values take, rounded up to whole units. */
  public long usedBytes() {
    return ValueHeader.units(space.read(area, 0)) << ValuePage.UNIT_SHIFT;
  }

  @Override
  public long valuesPage(long page) {
    return space.read(area, page);
  }

  /**
   * Stores a value.
   *
   * @param address where its bytes lie, all together, outside the heap
   * @return its locator; 0 for a value without bytes, which takes no place
   * @throws Rejection MEMORY_LIMIT, WORK_BUDGET
   */
  public long store(long address, int lengthBytes) {
    if (lengthBytes < 0 || lengthBytes > SchemaLimits.MAX_VALUE_BYTES) {
      throw new IllegalArgumentException("a value of " + lengthBytes + " bytes");
    }
    if (lengthBytes == 0) {
      return 0;
    }
    long first = 0;
    long previous = 0;
    long from = address;
    int left = lengthBytes;
    long units = 0;
    while (true) {
      boolean last = left <= ValuePage.CELL_BYTES;
      int cellUnits = last ? ValuePage.unitsFor(left) : ValuePage.CELL_UNITS;
      long locator = allocate(cellUnits);
      units += cellUnits;
      if (previous == 0) {
        first = locator;
      } else {
        Memory.putInt(space.write(area, page(previous)) + offset(previous), (int) locator);
      }
      long page = page(locator);
      int offset = offset(locator);
      long cell = space.logged(area, page, offset, cellUnits << ValuePage.UNIT_SHIFT) + offset;
      if (last) {
        Memory.copy(from, cell, left);
        Memory.zero(cell + left, (cellUnits << ValuePage.UNIT_SHIFT) - left);
        count(1, units);
        return first;
      }
      int part = ValuePage.CELL_BYTES - NEXT_BYTES;
      Memory.copy(from, cell + NEXT_BYTES, part);
      from += part;
      left -= part;
      previous = locator;
    }
  }

  /** Takes the place of a value back; its bytes stay readable until the next one is stored. */
  public void free(long locator, int lengthBytes) {
    long at = locator;
    int left = lengthBytes;
    long units = 0;
    while (left > ValuePage.CELL_BYTES) {
      long next = Memory.getInt(space.read(area, page(at)) + offset(at)) & 0xFFFF_FFFFL;
      release(at, ValuePage.CELL_UNITS);
      units += ValuePage.CELL_UNITS;
      left -= ValuePage.CELL_BYTES - NEXT_BYTES;
      at = next;
    }
    if (left > 0) {
      int rest = ValuePage.unitsFor(left);
      release(at, rest);
      count(-1, -(units + rest));
    }
  }

  /**
   * Gives back some of the empty pages at the end of the area. Once at the end of an operation, so
   * that a value that is replaced finds the place of its predecessor.
   */
  public void trim() {
    long end = space.pageCount(area);
    long pages = end;
    while (pages > 1 && end - pages < TRIMMED_PAGES && isEmpty(pages - 1)) {
      pages--;
      map.put(pages, 0);
      if (SpaceMap.isMap(pages - 1)) {
        pages--;
      }
    }
    if (pages < end) {
      space.truncate(area, pages);
    }
  }

  /** Tells whether there are more pages than one {@link #trim} would give back of an empty heap. */
  public boolean canShrink() {
    return space.pageCount(area) > 1 + TRIMMED_PAGES;
  }

  private boolean isEmpty(long page) {
    return map.room(page) == MapPage.roomOf(ValuePage.CELL_UNITS)
        && ValuePage.usedUnits(space.read(area, page)) == 0;
  }

  private long allocate(int units) {
    long page = map.find(units);
    if (page < 0) {
      page = appendPage();
    }
    int unit = ValuePage.findRun(space.read(area, page), units);
    if (unit < 0) {
      throw new IllegalStateException(
          "page " + page + " of values area " + area + " has no run of " + units + " units");
    }
    mark(page, unit, units, true);
    return page << ValuePage.UNITS_SHIFT | unit;
  }

  private long appendPage() {
    long page = space.pageCount(area);
    boolean needsMap = SpaceMap.isMap(page);
    if (page + (needsMap ? 1 : 0) >= MAX_PAGES) {
      throw new Rejection(RejectionCode.MEMORY_LIMIT, "the table has no more room for values");
    }
    if (needsMap) {
      page = space.appendPage(area) + 1;
    }
    space.appendPage(area);
    ValuePage.format(space.logged(area, page, ValuePage.BITMAP_OFFSET, ValuePage.BITMAP_BYTES));
    return page;
  }

  private void release(long locator, int units) {
    mark(page(locator), unit(locator), units, false);
  }

  private void mark(long page, int unit, int units, boolean used) {
    long address = space.logged(area, page, ValuePage.BITMAP_OFFSET, ValuePage.BITMAP_BYTES);
    ValuePage.mark(address, unit, units, used);
    map.put(page, MapPage.roomOf(ValuePage.longestRun(address)));
  }

  private void count(long values, long units) {
    long header = space.logged(area, 0, ValueHeader.VALUES_OFFSET, ValueHeader.TOTALS_BYTES);
    Memory.putLong(header + ValueHeader.VALUES_OFFSET, ValueHeader.values(header) + values);
    Memory.putLong(header + ValueHeader.UNITS_OFFSET, ValueHeader.units(header) + units);
  }

  static long page(long locator) {
    return locator >>> ValuePage.UNITS_SHIFT;
  }

  static int unit(long locator) {
    return (int) locator & (ValuePage.UNITS - 1);
  }

  static int offset(long locator) {
    return unit(locator) << ValuePage.UNIT_SHIFT;
  }
}
