package io.tactus.storage.value;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.SchemaLimits;
import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Rebuilds from the values that rows hold what a values area says about itself, and compares:
 * {@link #begin}, {@link #onValue} for every value of every row, {@link #finish}.
 *
 * <p>Threading: one thread; cold.
 */
public final class ValueAudit {
  private final Long2ObjectHashMap<long[]> expected = new Long2ObjectHashMap<>();
  private ValueSource source;
  private long pageCount;
  private long values;
  private long units;

  /** Starts with an area of this many pages and no values. */
  public ValueAudit begin(ValueSource newSource, long newPageCount) {
    source = newSource;
    pageCount = newPageCount;
    expected.clear();
    values = 0;
    units = 0;
    return this;
  }

  /**
   * Takes the value a row refers to.
   *
   * @param descriptor address of the descriptor in the row
   * @throws IllegalStateException if it lies where no value can, or where another one does
   */
  public void onValue(long descriptor) {
    require(!ValueDescriptor.isDetached(descriptor), "a stored value is detached");
    onValue(ValueDescriptor.locator(descriptor), ValueDescriptor.length(descriptor));
  }

  void onValue(long locator, int lengthBytes) {
    require(lengthBytes <= SchemaLimits.MAX_VALUE_BYTES, "a value of " + lengthBytes + " bytes");
    if (lengthBytes == 0) {
      require(locator == 0, "a value without bytes has locator " + locator);
      return;
    }
    values++;
    long at = locator;
    int left = lengthBytes;
    while (left > ValuePage.CELL_BYTES) {
      take(at, ValuePage.CELL_UNITS);
      at = Memory.getInt(source.valuesPage(ValueHeap.page(at)) + ValueHeap.offset(at));
      at &= 0xFFFF_FFFFL;
      left -= ValuePage.CELL_BYTES - ValueHeap.NEXT_BYTES;
    }
    take(at, ValuePage.unitsFor(left));
  }

  private void take(long locator, int cellUnits) {
    long page = ValueHeap.page(locator);
    int unit = ValueHeap.unit(locator);
    require(
        page > 0
            && page < pageCount
            && !SpaceMap.isMap(page)
            && unit >= ValuePage.FIRST_UNIT
            && unit + cellUnits <= ValuePage.UNITS,
        "no cell of " + cellUnits + " units can lie at " + locator);
    long[] used = expected.get(page);
    if (used == null) {
      used = new long[ValuePage.UNITS / Long.SIZE];
      used[0] = (1L << ValuePage.FIRST_UNIT) - 1;
      expected.put(page, used);
    }
    for (int i = unit; i < unit + cellUnits; i++) {
      require((used[i >>> 6] >>> i & 1) == 0, "unit " + i + " of page " + page + " belongs to two");
      used[i >>> 6] |= 1L << i;
    }
    units += cellUnits;
  }

  /**
   * Compares what the values taken need with bitmaps, maps and totals.
   *
   * @throws IllegalStateException that says what does not agree
   */
  public void finish() {
    long header = source.valuesPage(0);
    same("values", ValueHeader.values(header), values);
    same("units", ValueHeader.units(header), units);
    long[] empty = new long[ValuePage.UNITS / Long.SIZE];
    empty[0] = (1L << ValuePage.FIRST_UNIT) - 1;
    int groups = SpaceMap.groups(pageCount);
    for (int group = 0; group < groups; group++) {
      long map = source.valuesPage(SpaceMap.mapPage(group));
      for (int index = 0; index < MapPage.PAGES; index++) {
        long page = SpaceMap.page(group, index);
        if (page >= pageCount) {
          same("room of page " + page + ", not there", MapPage.room(map, index), 0);
        } else {
          long[] used = expected.get(page);
          checkPage(page, used == null ? empty : used, MapPage.room(map, index));
        }
      }
      for (int block = 0; block < MapPage.BLOCKS; block++) {
        same("block " + block, MapPage.blockRoom(map, block), MapPage.largestOfBlock(map, block));
      }
      int room = Memory.getByte(header + ValueHeader.GROUPS_OFFSET + group) & 0xFF;
      same("group " + group, room, MapPage.largestOfGroup(map));
    }
  }

  private void checkPage(long page, long[] used, int room) {
    long address = source.valuesPage(page);
    for (int word = 0; word < used.length; word++) {
      long said = Memory.getLong(address + ValuePage.BITMAP_OFFSET + ((long) word << 3));
      require(
          said == used[word],
          "page "
              + page
              + " word "
              + word
              + " says "
              + Long.toHexString(said)
              + ", values need "
              + Long.toHexString(used[word])
              + " of "
              + Arrays.toString(used));
    }
    same("room of page " + page, room, MapPage.roomOf(ValuePage.longestRun(address)));
  }

  private static void same(String what, long said, long found) {
    require(said == found, what + ": " + said + ", found " + found);
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("values area: " + what);
    }
  }
}
