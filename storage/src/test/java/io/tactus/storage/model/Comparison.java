package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.catalog.SystemTables;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.TableMeta;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Compares a model with what a store shows: catalog, rows, indexes, counts, counters, hashes. */
public final class Comparison implements AutoCloseable {
  private final IndexComparison indexes = new IndexComparison();
  private final ScanCursor cursor = new ScanCursor();

  public void check(ModelStore model, Catalog catalog, Function<TableMeta, TableView> views) {
    assertEquals(model.schemaVersion, catalog.schemaVersion(), "schema version");
    assertEquals(
        List.copyOf(model.tables.keySet()),
        catalog.tables().stream().filter(t -> !t.isSystem()).map(TableMeta::name).toList(),
        "tables");
    for (ModelTable table : model.tables.values()) {
      TableMeta meta = catalog.table(table.name);
      assertEquals(table.id, meta.id(), "table id");
      checkDefinition(table, meta);
      checkRows(table, views.apply(meta));
    }
    checkCounters(model, views.apply(catalog.table("_counters")));
  }

  private static void checkDefinition(ModelTable table, TableMeta meta) {
    byte[] wanted = table.document().getBytes(StandardCharsets.UTF_8);
    assertEquals(
        text(SchemaJson.printTable(SchemaJson.parseTable(wanted, 0, wanted.length))),
        text(SchemaJson.printTable(meta.definition())),
        "definition");
    assertEquals(
        table.leaves().stream().map(leaf -> leaf.path() + ":" + leaf.sizeBytes()).toList(),
        java.util.stream.IntStream.range(0, meta.layout().fieldCount())
            .mapToObj(i -> meta.layout().field(i))
            .map(field -> field.name() + ":" + field.sizeBytes())
            .toList(),
        () -> "leaves of " + table.name);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private void checkRows(ModelTable table, TableView view) {
    String name = table.name;
    assertEquals(table.rows.size(), view.rowCount(), () -> "rows of " + name);
    Map<ByteBuffer, ModelRow> expected = new HashMap<>();
    for (ModelRow row : table.rows.values()) {
      expected.put(ByteBuffer.wrap(ModelImage.withValues(table, row)), row);
    }
    int met = 0;
    view.scan(cursor);
    while (cursor.next()) {
      ModelRow row = expected.get(PageRow.withValues(table, view, cursor.address()));
      assertNotNull(row, () -> "a row of " + name + " that the model does not have");
      assertEquals(
          row.sequence(), RowLayout.sequence(cursor.address()), () -> "sequence in " + name);
      met++;
    }
    assertEquals(table.rows.size(), met, () -> "rows met in " + name);
    assertEquals(ModelImage.hash(table), view.hash(), () -> "hash of " + name);
    indexes.check(table, view, expected);
  }

  private void checkCounters(ModelStore model, TableView counters) {
    Map<Long, Long> expected = new HashMap<>();
    expected.put(1L, (long) model.lastTableId);
    expected.put(2L, model.schemaVersion);
    expected.put((long) SystemTables.SCHEDULE_ID, model.lastScheduled);
    expected.put((long) SystemTables.IDEMPOTENCY_ID, model.lastKept);
    for (ModelTable table : model.tables.values()) {
      if (table.numbered) {
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

  @Override
  public void close() {
    indexes.close();
  }
}
