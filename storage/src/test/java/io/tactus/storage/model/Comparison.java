package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.KeyImage;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Compares a model with what a store shows: catalog, rows, look-ups, counts, counters, hashes. */
final class Comparison implements AutoCloseable {
  private final KeyImage key = new KeyImage();
  private final ScanCursor cursor = new ScanCursor();
  private final IndexComparison indexes = new IndexComparison(key);

  void check(ModelStore model, Catalog catalog, Function<TableMeta, TableView> views) {
    assertEquals(model.schemaVersion, catalog.schemaVersion(), "schema version");
    assertEquals(
        List.copyOf(model.tables.keySet()),
        catalog.tables().stream().filter(t -> !t.isSystem()).map(TableMeta::name).toList(),
        "tables");
    for (ModelTable table : model.tables.values()) {
      TableMeta meta = catalog.table(table.definition.name());
      assertEquals(table.id, meta.id(), "table id");
      assertEquals(table.definition.withIds(table.id), meta.definition());
      checkRows(table, views.apply(meta));
    }
    checkCounters(model, views.apply(catalog.table("_counters")));
  }

  private void checkRows(ModelTable table, TableView view) {
    String name = table.definition.name();
    assertEquals(table.rows.size(), view.rowCount(), () -> "rows of " + name);
    assertEquals(ModelImage.hash(table), view.hash(), () -> "hash of " + name);
    Map<ByteBuffer, Long> expected = new HashMap<>();
    for (ModelRow row : table.rows.values()) {
      expected.put(ByteBuffer.wrap(ModelImage.contents(table, row)), row.sequence());
    }
    int contents = view.meta().layout().rowBytes() - RowLayout.HEADER_BYTES;
    int met = 0;
    view.scan(cursor);
    while (cursor.next()) {
      byte[] bytes = new byte[contents];
      Memory.getBytes(cursor.address() + RowLayout.HEADER_BYTES, bytes, 0, contents);
      Long sequence = expected.get(ByteBuffer.wrap(bytes));
      assertNotNull(sequence, () -> "a row of " + name + " that the model does not have");
      assertEquals(sequence, RowLayout.sequence(cursor.address()), () -> "sequence in " + name);
      met++;
    }
    assertEquals(table.rows.size(), met, () -> "rows met in " + name);
    for (ModelRow row : table.rows.values()) {
      checkLookUps(table, row, view);
    }
    for (int i = 0; i < table.definition.indexes().size(); i++) {
      indexes.check(table, i, view);
    }
  }

  private void checkLookUps(ModelTable table, ModelRow row, TableView view) {
    byte[] contents = ModelImage.contents(table, row);
    List<IndexDefinition> definitions = table.definition.indexes();
    for (int i = 0; i <= definitions.size(); i++) {
      if (!view.meta().indexes().get(i).isUniqueHash()) {
        continue;
      }
      List<String> names = i == 0 ? table.definition.primaryKey() : definitions.get(i - 1).fields();
      List<Object> values = table.key(row, names);
      if (values.stream().noneMatch(Objects::isNull)) {
        long found = view.findBy(i, key.of(view.meta(), i, values.toArray()));
        assertTrue(found != 0, () -> "look-up of " + values + " in " + table.definition.name());
        byte[] bytes = new byte[contents.length];
        Memory.getBytes(found + RowLayout.HEADER_BYTES, bytes, 0, bytes.length);
        assertEquals(ByteBuffer.wrap(contents), ByteBuffer.wrap(bytes), "row found by key");
      }
    }
  }

  private void checkCounters(ModelStore model, TableView counters) {
    Map<Long, Long> expected = new HashMap<>();
    expected.put(1L, (long) model.lastTableId);
    expected.put(2L, model.schemaVersion);
    expected.put(4L, 0L); // _schedule has generated ids, too
    for (ModelTable table : model.tables.values()) {
      if (table.generatedOrdinal() >= 0) {
        expected.put((long) table.id, table.counter);
      }
    }
    Map<Long, Long> found = new HashMap<>();
    counters.scan(cursor);
    while (cursor.next()) {
      RowLayout layout = counters.meta().layout();
      found.put(
          layout.field(0).getLong(cursor.address()), layout.field(1).getLong(cursor.address()));
    }
    assertEquals(expected, found, "counters");
  }

  /** Checks that a key no row has is not found. */
  void checkAbsent(ModelTable table, TableView view, List<Object> absentKey) {
    if (!table.rows.containsKey(absentKey)) {
      assertEquals(0, view.findBy(0, key.of(view.meta(), 0, absentKey.toArray())));
    }
  }

  @Override
  public void close() {
    key.close();
  }
}
