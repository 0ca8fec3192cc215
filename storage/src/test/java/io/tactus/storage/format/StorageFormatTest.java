package io.tactus.storage.format;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.index.Hash64;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * The pages of a table by docs/FORMAT.md alone: from area 1 to every row, value and index entry.
 * The test knows what was inserted; where it lies it knows from the page.
 */
class StorageFormatTest {
  /** Where the fields of the table lie in a row: header 8, bitmap of two nullable fields 1. */
  private static final int NULLS = 8;

  private static final int ID = 9;
  private static final int NAME = 17;
  private static final int SCORE = 24;
  private static final int X = 28;
  private static final int Y = 32;
  private static final int NOTE = 36;
  private static final int BOSS = 44;
  private static final int KIND = 52;
  private static final int ROW_BYTES = 53;

  private static final UnitsWorld WORLD = new UnitsWorld();
  private static final StoredPages PAGES = new StoredPages(WORLD.version, FormatPage.read());

  private final int area = rowsArea("units");
  private final ByteBuffer header = PAGES.page(area, 0);

  @AfterAll
  static void close() {
    WORLD.close();
  }

  @Test
  void shouldDescribeEveryByteOnce() {
    List<List<FormatPage.Part>> tables = FormatPage.read().tables();
    assertEquals(9, tables.size());
    for (List<FormatPage.Part> table : tables) {
      int at = 0;
      for (FormatPage.Part part : table) {
        assertEquals(at, part.offset(), part.name());
        at = part.end();
      }
    }
  }

  /** The table's rows area, as {@code _tables} in area 1 has it. */
  private static int rowsArea(String name) {
    int rowBytes = 8 + 4 + 64 + 4 + 8;
    ByteBuffer tables = PAGES.page(1, 0);
    assertEquals(1, PAGES.integer(tables, "table id"));
    assertEquals(rowBytes, PAGES.integer(tables, "row bytes"));
    for (long slot = 1; slot < PAGES.number(tables, 0, "first slot never used"); slot++) {
      ByteBuffer row = row(1, slot, rowBytes);
      byte[] utf8 = new byte[row.get(12)];
      row.get(13, utf8);
      if (row.getLong(0) > 0 && new String(utf8, StandardCharsets.UTF_8).equals(name)) {
        return row.getInt(76);
      }
    }
    throw new AssertionError("no table " + name + " in area 1");
  }

  private static ByteBuffer row(int area, long slot, int rowBytes) {
    int rowsPerPage = Page.SIZE_BYTES / rowBytes;
    return PAGES
        .page(area, 1 + (slot - 1) / rowsPerPage)
        .slice((int) ((slot - 1) % rowsPerPage) * rowBytes, rowBytes)
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private ByteBuffer row(UnitsWorld.Unit unit) {
    return row(area, unit.slot(), ROW_BYTES);
  }

  @Test
  void shouldFindTheHeaderOfTheTable() {
    assertEquals('T' | 'B' << 8 | 'L' << 16 | 2 << 24, PAGES.integer(header, "format"));
    assertEquals(WORLD.meta.id(), PAGES.integer(header, "table id"));
    assertEquals(WORLD.units.size(), PAGES.number(header, 0, "live rows"));
    assertEquals(ROW_BYTES, PAGES.integer(header, "row bytes"));
    assertEquals(6, PAGES.integer(header, "indexes"));
    assertEquals(UnitsWorld.INSERTED + 1, PAGES.number(header, 0, "first slot never used"));
    assertEquals(0, PAGES.integer(header, "zero"));
  }

  @Test
  void shouldFindFreeSlotsFromTheOneFreedLastToTheFirst() {
    List<Long> found = new ArrayList<>();
    for (long slot = PAGES.number(header, 0, "slot freed last"); slot != 0; ) {
      found.add(slot);
      slot = -row(area, slot, ROW_BYTES).getLong(0);
    }
    Collections.reverse(found);
    assertEquals(WORLD.freed, found);
  }

  @Test
  void shouldFindEveryRowWithItsValues() {
    StoredValues values = new StoredValues(PAGES, PAGES.integer(header, "values area"));
    WORLD.units.forEach(
        (id, unit) -> {
          ByteBuffer row = row(unit);
          assertEquals(2, row.getLong(0), "sequence");
          int nulls = (unit.score() == null ? 1 : 0) | (unit.boss() == null ? 2 : 0);
          assertEquals(nulls, row.get(NULLS));
          assertEquals(id, row.getLong(ID));
          assertArrayEquals(name(unit), bytes(row, NAME, 7));
          assertEquals(unit.score() == null ? 0 : unit.score(), row.getInt(SCORE));
          assertEquals(unit.x(), row.getFloat(X));
          assertEquals(unit.y(), row.getFloat(Y));
          assertArrayEquals(unit.note(), values.read(row, NOTE), "note of " + id);
          assertEquals(unit.boss() == null ? 0 : unit.boss(), row.getLong(BOSS));
          assertEquals(unit.kind(), row.get(KIND) & 0xFF);
        });
    values.checkTotals();
  }

  @Test
  void shouldFindEveryKeyInTheDirectoryAndItsBucket() {
    StoredHashIndex primary = hashIndex(0);
    StoredHashIndex byName = hashIndex(1);
    assertTrue(primary.depth() > 1, "too few rows");
    assertEquals(3, primary.neighbourBits());
    assertEquals(0, byName.neighbourBits());
    WORLD.units.forEach(
        (id, unit) -> {
          byte[] key = bytes(row(unit), ID, 8);
          long number = ByteBuffer.wrap(key).order(ByteOrder.LITTLE_ENDIAN).getLong();
          assertEquals(Set.of(unit.slot()), primary.slots(neighbourly(number)), "id " + id);
          assertEquals(Set.of(unit.slot()), byName.slots(fragment(name(unit))), unit.name());
        });
    assertEquals(WORLD.units.size(), primary.entries());
    assertEquals(WORLD.units.size(), byName.entries());
  }

  @Test
  void shouldFindTheEntriesOfEveryTreeInOrder() {
    StoredTree ordered =
        checkTree(
            2,
            unit ->
                ByteBuffer.allocate(5)
                    .put((byte) (unit.score() == null ? 1 : 0))
                    .putInt(unit.score() == null ? 0 : unit.score() ^ Integer.MIN_VALUE));
    assertTrue(ordered.freeNodes() > 0, "no node was freed");
    checkTree(3, unit -> word(interleaved(cell(unit.x()), cell(unit.y()))));
    checkTree(4, unit -> word(fragment(new byte[] {(byte) unit.kind()})));
    checkTree(5, unit -> unit.boss() == null ? null : word(fragment(bytes(row(unit), BOSS, 8))));
  }

  /** Compares a tree with the entries that rows should have in it: a key, then the slot. */
  private StoredTree checkTree(int index, Function<UnitsWorld.Unit, ByteBuffer> key) {
    StoredTree tree = new StoredTree(PAGES, area(index, "area"));
    assertEquals(0, area(index, "second area"));
    assertEquals(2048, tree.nodeBytes());
    assertTrue(tree.levels() > 1, "too few rows");
    List<byte[]> expected = new ArrayList<>();
    for (UnitsWorld.Unit unit : WORLD.units.values()) {
      ByteBuffer bytes = key.apply(unit);
      if (bytes != null) {
        expected.add(
            ByteBuffer.allocate(bytes.capacity() + 4)
                .put(bytes.rewind())
                .putInt((int) unit.slot())
                .array());
      }
    }
    expected.sort(Arrays::compareUnsigned);
    assertEquals(expected.size(), tree.entries().size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), tree.entries().get(i), "entry " + i);
    }
    return tree;
  }

  /** The sum over all rows of the hash of their bytes, with the hash of a value in its place. */
  @Test
  void shouldComeToTheStateHash() {
    long seed = WORLD.meta.hashSeed();
    long sum = 0;
    for (Map.Entry<Long, UnitsWorld.Unit> unit : WORLD.units.entrySet()) {
      ByteBuffer row = ByteBuffer.allocate(ROW_BYTES).order(ByteOrder.LITTLE_ENDIAN);
      row.put(row(unit.getValue()));
      byte[] note = unit.getValue().note();
      row.putLong(NOTE, note.length == 0 ? 0 : hash(note, seed));
      sum += hash(bytes(row, NULLS, ROW_BYTES - NULLS), seed);
    }
    assertEquals(sum, PAGES.number(header, 0, "state hash"));
  }

  private StoredHashIndex hashIndex(int index) {
    return new StoredHashIndex(PAGES, area(index, "area"), area(index, "second area"));
  }

  private int area(int index, String name) {
    int stride = PAGES.part("area").bytes() + PAGES.part("second area").bytes();
    return (int) PAGES.number(header, 0, name, index, stride);
  }

  /** The fragment of a key of eight bytes, of which the lowest three are left out of the hash. */
  private int neighbourly(long key) {
    byte[] group =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(key >>> 3).array();
    return fragment(group) ^ (int) (key & 7) << 29;
  }

  private int fragment(byte[] key) {
    return (int) hash(key, PAGES.number(header, 0, "key seed"));
  }

  private static long hash(byte[] bytes, long seed) {
    try (Arena arena = Arena.ofConfined()) {
      long address = arena.allocate(Math.max(1, bytes.length), Long.BYTES).address();
      Memory.putBytes(address, bytes, 0, bytes.length);
      return Hash64.of(address, bytes.length, seed);
    }
  }

  private static byte[] bytes(ByteBuffer row, int offset, int length) {
    byte[] bytes = new byte[length];
    row.get(offset, bytes);
    return bytes;
  }

  /** The image of a string(6). */
  private static byte[] name(UnitsWorld.Unit unit) {
    byte[] utf8 = unit.name().getBytes(StandardCharsets.UTF_8);
    byte[] image = new byte[7];
    image[0] = (byte) utf8.length;
    System.arraycopy(utf8, 0, image, 1, utf8.length);
    return image;
  }

  private static long cell(float coordinate) {
    return (long) Math.floor(coordinate / 10.0);
  }

  private static int interleaved(long x, long y) {
    int word = 0;
    for (int bit = 0; bit < 16; bit++) {
      word |= (int) (x >> bit & 1) << (2 * bit) | (int) (y >> bit & 1) << (2 * bit + 1);
    }
    return word;
  }

  private static ByteBuffer word(int word) {
    return ByteBuffer.allocate(4).putInt(word);
  }
}
