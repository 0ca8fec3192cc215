package io.tactus.pipeline.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.procedure.Scan;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.transaction.Transaction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a read-only procedure pays for looking through a table that has lost most of its rows. */
class VersionTableTest {
  private static final int SLOTS = 10_000;

  /** One in so many rows is kept: more than those that would move together. */
  private static final int KEPT_OF = 5;

  private final Store store = Store.create(StoreConfig.ofBytes(32 << 20, 5));
  private final WorkMeter meter = new WorkMeter();
  private final ParallelWorkers workers = new ParallelWorkers(1);
  private Reader reader;
  private VersionTable table;

  @BeforeEach
  void fill() {
    Transaction transaction = store.transaction().begin(1);
    transaction.createTable(TableBuilder.pairs("pairs"));
    RowDraft draft = new RowDraft();
    for (int id = 1; id <= SLOTS; id++) {
      draft.reset(transaction.table("pairs").layout());
      draft.setLong(0, id);
      draft.setLong(1, id);
      transaction.table("pairs").insert(draft);
    }
    for (int slot = 1; slot <= SLOTS; slot++) {
      if (slot % KEPT_OF != 0) {
        transaction.table("pairs").deleteAt(slot, 0);
      }
    }
    transaction.commit(ChangeSink.NONE);
    store.publish(1, 0, 0);
    reader = store.versions().register();
    Version version = reader.pin();
    table =
        new VersionTable(version, version.catalog(Catalog.class).table("pairs"), meter, workers);
  }

  @AfterEach
  void close() {
    reader.unpin();
    reader.close();
    workers.close();
    store.close();
  }

  private long walk() {
    Scan scan = table.scan();
    long rows = 0;
    while (scan.next()) {
      rows++;
    }
    return rows;
  }

  private long count() {
    return table.parallel().reduce(() -> new long[1], (n, row) -> n[0]++, (a, b) -> a)[0];
  }

  /** A step for the call, one for each slot, one for the end. */
  @Test
  void shouldChargeAWalkForFreeSlots() {
    meter.begin(SLOTS + 2);
    assertEquals(table.rowCount(), walk());
    assertEquals(SLOTS + 2, meter.used());
    meter.begin(SLOTS + 1);
    assertThrows(WorkExhausted.class, this::walk);
  }

  @Test
  void shouldChargeParallelWorkForFreeSlots() {
    meter.begin(Long.MAX_VALUE);
    count();
    assertTrue(meter.used() >= SLOTS, "steps " + meter.used());
    long steps = meter.used();
    meter.begin(steps);
    count();
    meter.begin(steps - 1);
    assertThrows(WorkExhausted.class, this::count);
  }
}
