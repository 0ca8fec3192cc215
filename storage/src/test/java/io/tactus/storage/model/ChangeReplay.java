package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.value.ValueSource;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Follows the row changes a commit hands on, from what was there before to what must be there now.
 * Tables whose definition the transaction changed are left out: rows changed by that are not told.
 */
final class ChangeReplay implements ChangeSink {
  private final Map<Integer, ModelTable> tables = new HashMap<>();
  private final Map<Integer, Set<ByteBuffer>> rows = new HashMap<>();
  private final ModelStore after;

  ChangeReplay(ModelStore before, ModelStore after) {
    this.after = after;
    for (ModelTable table : before.tables.values()) {
      ModelTable now = after.tables.get(table.name);
      if (now != null && now.id == table.id && before.schemaVersion == after.schemaVersion) {
        tables.put(table.id, table);
        rows.put(table.id, images(table));
      }
    }
  }

  private static Set<ByteBuffer> images(ModelTable table) {
    Set<ByteBuffer> images = new HashSet<>();
    table.rows.values().forEach(r -> images.add(ByteBuffer.wrap(ModelImage.withValues(table, r))));
    return images;
  }

  @Override
  public void onChange(TableMeta table, ChangeOperation operation, long oldRow, long newRow) {
    ModelTable model = tables.get(table.id());
    if (model == null) {
      return;
    }
    if (operation != ChangeOperation.INSERT) {
      ByteBuffer old = PageRow.withValues(model, ValueSource.DETACHED, oldRow);
      assertEquals(true, rows.get(table.id()).remove(old), () -> operation + " of no row");
    }
    if (operation != ChangeOperation.DELETE) {
      ByteBuffer image = PageRow.withValues(model, ValueSource.DETACHED, newRow);
      assertEquals(true, rows.get(table.id()).add(image), () -> operation + " to a row twice");
    }
  }

  /** All changes were told: what they lead to is what is there. */
  void check() {
    rows.forEach(
        (id, images) ->
            assertEquals(
                images(after.tables.get(tables.get(id).name)),
                images,
                () -> "rows that the changes of " + tables.get(id).name + " lead to"));
  }
}
