package io.tactus.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.table.UpdateOperator;
import io.tactus.storage.transaction.Transaction;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Begin, find, insert, update, upsert, delete, scan, savepoints, commit, publish: no garbage. */
class StoreAllocationTest {
  private static final int ROWS = 2000;
  private static final int WARM_UP = 30_000;
  private static final int MEASURED = 20_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Store store = Store.create(StoreConfig.ofBytes(64 << 20, 5));
  private final KeyImage key = new KeyImage();
  private final RowDraft draft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private final ScanCursor cursor = new ScanCursor();
  private final TableReader tableReader = new TableReader();
  private final Reader reader = store.versions().register();
  private Table table;
  private int tableId;
  private long sequence;
  private long sum;

  @BeforeEach
  void fill() {
    Transaction transaction = store.transaction().begin(++sequence);
    tableId = transaction.createTable(TableBuilder.players("players")).id();
    table = transaction.table(tableId);
    for (int i = 0; i < ROWS; i++) {
      draft.reset(table.layout());
      draft.setLong(2, i % 1000);
      draft.setBytes(1, new byte[] {'x'}, 0, 1);
      table.insert(draft);
    }
    transaction.commit(ChangeSink.NONE);
    store.publish(sequence, 0, 0);
  }

  @AfterEach
  void close() {
    reader.close();
    key.close();
    store.close();
  }

  private final byte[] name = {'a', 'd', 'a'};

  private void command(int i) {
    Transaction transaction = store.transaction().begin(++sequence);
    Table players = transaction.table(tableId);
    long id = 1L + i % ROWS;
    draft.reset(players.layout());
    draft.setLong(2, i % 1000);
    players.update(key.of(id), draft, null, 0);
    operators.clear();
    operators.add(2, UpdateOperator.MAXIMUM, i % 7);
    players.update(key.of(id), null, operators, 0);
    int savepoint = transaction.savepoint();
    draft.reset(players.layout());
    draft.setBytes(1, name, 0, name.length);
    long row = players.insert(draft);
    long inserted = players.layout().field(0).getLong(row);
    players.delete(key.of(inserted), 0);
    transaction.rollbackTo(savepoint);
    draft.reset(players.layout());
    draft.setLong(0, id);
    draft.setBytes(1, name, 0, i % 3);
    players.upsert(draft, 0);
    transaction.commit(ChangeSink.NONE);
    if (i % 16 == 0) {
      store.publish(sequence, 0, 0);
      read(id);
    }
    if (i % 1000 == 0) {
      scan();
    }
  }

  private void read(long id) {
    Version version = reader.pin();
    tableReader.bind(version, version.catalog(Catalog.class).table(tableId));
    sum += tableReader.find(key.of(id));
    reader.unpin();
  }

  private void scan() {
    store.transaction().begin(++sequence);
    table.scan(cursor);
    while (cursor.next()) {
      sum += table.layout().field(2).getLong(cursor.address());
    }
    store.transaction().rollback();
  }

  @Test
  void shouldAllocateNothingInSteadyState() {
    for (int i = 0; i < WARM_UP; i++) {
      command(i);
    }
    // The JIT may allocate on this thread now and then; a leak shows in every round.
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < MEASURED; i++) {
        command(i);
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(sum != 0);
    assertEquals(0, least / MEASURED, least + " bytes in " + MEASURED + " commands");
    assertTrue(least < 1024, least + " bytes in " + MEASURED + " commands");
  }
}
