package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.query.kernel.Kernel;
import io.tactus.storage.query.kernel.PageSelection;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.PageCursor;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Page by page and row by row, a filter must select the same rows. */
class KernelPropertyTest {

  private static final int ROWS = 300;
  private static final int QUERIES = 600;

  /** Wide rows: one bit per page word; narrow ones: several words, the last one partly used. */
  private static TableDefinition table(boolean wide, int shift) {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.of(0, "id", FieldType.of(TypeKind.I64)));
    for (int i = 0; i < ModelQuery.TYPES.size(); i++) {
      FieldType parsed = FieldType.parse(ModelQuery.TYPES.get(i));
      String name = parsed.kind().typeName();
      if (wide || (i + shift) % 5 == 0) {
        fields.add(Field.of(0, "n_" + name, parsed).asNullable());
        fields.add(Field.of(0, "r_" + name, parsed));
      }
    }
    return TableDefinition.of(0, "t", fields, List.of("id"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void shouldSelectWhatTheConditionAccepts(long seed) {
    Random random = new Random(seed);
    TableDefinition definition = table(seed == 1, (int) seed);
    ModelQuery model = new ModelQuery(random, definition, null);
    try (QueryWorld world = new QueryWorld(definition)) {
      fill(world, model);
      long hits = 0;
      for (int i = 0; i < QUERIES; i++) {
        String text = model.newQuery().text();
        hits += compare(world, world.compile(text).filter(), "seed " + seed + ": " + text);
      }
      assertTrue(hits > QUERIES, "filters that find something: " + hits);
    }
  }

  /** Free slots hold the bytes of the row that was there: they must not be selected. */
  @ParameterizedTest
  @ValueSource(longs = {7, 8})
  void shouldNotSelectFreeSlots(long seed) {
    Random random = new Random(seed);
    TableDefinition definition = table(false, 0);
    ModelQuery model = new ModelQuery(random, definition, null);
    try (QueryWorld world = new QueryWorld(definition);
        Arena arena = Arena.ofConfined()) {
      fill(world, model);
      PageCursor cursor = new PageCursor();
      world.table().pages(cursor);
      assertTrue(cursor.next());
      long copy = arena.allocate(Page.SIZE_BYTES, Long.BYTES).address();
      Memory.copy(cursor.address(), copy, Page.SIZE_BYTES);
      int rowBytes = world.layout().rowBytes();
      for (int row = 0; row < cursor.rows(); row++) {
        if (random.nextBoolean()) {
          Memory.putLong(copy + (long) row * rowBytes, -random.nextInt(3));
        }
      }
      for (int i = 0; i < 50; i++) {
        Filter filter = world.compile(model.newQuery().text()).filter();
        comparePage(filter, copy, cursor.rows(), filter.toString());
      }
    }
  }

  /** The comparison above must see it when a bound is off by one. */
  @Test
  void shouldNoticeARangeThatIsOffByOne() {
    TableDefinition definition = table(false, 0);
    ModelQuery model = new ModelQuery(new Random(9), definition, null);
    try (QueryWorld world = new QueryWorld(definition)) {
      fill(world, model);
      PageCursor cursor = new PageCursor();
      world.table().pages(cursor);
      assertTrue(cursor.next());
      int rowBytes = world.layout().rowBytes();
      long id = world.layout().field("id").getLong(cursor.address());
      Kernel off = world.compile("id=gte." + id).filter().kernel();
      PageSelection selection = new PageSelection();
      selection.prepare(rowBytes, true);
      selection.select(off, cursor.address(), cursor.rows());
      int selected = selection.count();
      Filter right = world.compile("id=gt." + id).filter();
      int accepted = 0;
      for (int row = 0; row < cursor.rows(); row++) {
        accepted += right.matches(cursor.address() + (long) row * rowBytes) ? 1 : 0;
      }
      assertEquals(selected - 1, accepted);
    }
  }

  private static void fill(QueryWorld world, ModelQuery model) {
    String[] rows = new String[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = model.newRow();
    }
    world.insert(rows);
  }

  private static long compare(QueryWorld world, Filter filter, String message) {
    PageCursor cursor = new PageCursor();
    world.table().pages(cursor);
    long hits = 0;
    int rows = 0;
    while (cursor.next()) {
      hits += comparePage(filter, cursor.address(), cursor.rows(), message);
      rows += cursor.rows();
    }
    assertEquals(ROWS, rows);
    return hits;
  }

  private static int comparePage(Filter filter, long page, int rows, String message) {
    List<Integer> expected = new ArrayList<>();
    int rowBytes = filter.layout().rowBytes();
    for (int row = 0; row < rows; row++) {
      long address = page + (long) row * rowBytes;
      if (Memory.getLong(address) > 0 && filter.matches(address)) {
        expected.add(row);
      }
    }
    PageSelection selection = new PageSelection();
    Kernel kernel = filter.kernel();
    selection.prepare(rowBytes, false);
    selection.select(kernel, page, rows);
    List<Integer> selected = new ArrayList<>();
    for (int row = selection.next(0); row >= 0; row = selection.next(row + 1)) {
      selected.add(row);
    }
    assertEquals(expected, selected, message);
    assertEquals(expected.size(), selection.count(), message);
    return expected.size();
  }
}
