package io.tactus.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Two rows that one command always changes together never differ for a reader, and the rows a
 * reader counts are those its version counts, while the writer runs flat out.
 *
 * <p>{@code -Dtactus.consistency.seconds=N} runs longer than two seconds.
 */
class ReaderConsistencyTest {
  private static final long SECONDS = Long.getLong("tactus.consistency.seconds", 2);
  private static final int PAIRS = 500;
  private static final long PARTNER = 1_000_000;

  private final Store store = Store.create(StoreConfig.ofBytes(64 << 20, 5));
  private final long[] reads = new long[2];
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  @Test
  void shouldNeverShowHalfACommand() throws InterruptedException {
    long versions = run(false);
    assertNull(failure.get(), () -> "a reader failed: " + failure.get());
    assertTrue(versions > 100, versions + " versions");
    assertTrue(reads[0] > 100 && reads[1] > 100, reads[0] + " and " + reads[1] + " reads");
    finish();
  }

  @Test
  void shouldCatchAWriterThatPublishesHalfACommand() throws InterruptedException {
    run(true);
    assertNotNull(failure.get(), "the readers saw nothing");
    finish();
  }

  private void finish() {
    assertEquals(0, store.versions().pinnedReaders());
    Store.audit(store.publish(1, 0, 0));
    store.close();
  }

  private long run(boolean torn) throws InterruptedException {
    TableMeta meta = fill();
    List<Thread> readers = new ArrayList<>();
    for (int i = 0; i < reads.length; i++) {
      int mine = i;
      Thread thread = new Thread(() -> reads[mine] = read(meta, mine), "consistency-reader-" + i);
      thread.start();
      readers.add(thread);
    }
    long versions = write(meta, torn);
    stop.set(true);
    for (Thread thread : readers) {
      thread.join();
    }
    return versions;
  }

  private TableMeta fill() {
    Transaction transaction = store.transaction().begin(1);
    TableMeta meta = transaction.createTable(TableBuilder.pairs("pairs"));
    Table table = transaction.table(meta.id());
    RowDraft draft = new RowDraft();
    for (long id = 1; id <= PAIRS; id++) {
      put(table, draft, id, 0);
      put(table, draft, id + PARTNER, 0);
    }
    transaction.commit(ChangeSink.NONE);
    store.publish(1, 0, 0);
    return meta;
  }

  private static void put(Table table, RowDraft draft, long id, long value) {
    draft.reset(table.layout());
    draft.setLong(0, id);
    draft.setLong(1, value);
    table.upsert(draft, 0);
  }

  /** Changes both rows of a pair in one command; sometimes moves a pair; often rolls back. */
  private long write(TableMeta meta, boolean torn) {
    Random random = new Random(42);
    RowDraft draft = new RowDraft();
    Table table = store.table(meta.id());
    Transaction transaction = store.transaction();
    long endNs = System.nanoTime() + SECONDS * 1_000_000_000L;
    long sequence = 1;
    long versions = 0;
    try (KeyImage key = new KeyImage()) {
      while (System.nanoTime() < endNs && failure.get() == null) {
        int batch = 1 + random.nextInt(20);
        for (int i = 0; i < batch; i++) {
          transaction.begin(++sequence);
          long id = 1L + random.nextInt(PAIRS);
          if (random.nextInt(5) == 0) {
            table.delete(key.of(id), 0);
            table.delete(key.of(id + PARTNER), 0);
          }
          put(table, draft, id, sequence);
          if (random.nextInt(10) == 0) {
            transaction.rollback();
            continue;
          }
          if (torn) {
            transaction.commit(ChangeSink.NONE);
            store.publish(sequence, 0, 0);
            transaction.begin(sequence);
          }
          put(table, draft, id + PARTNER, sequence);
          transaction.commit(ChangeSink.NONE);
        }
        store.publish(sequence, 0, 0);
        versions++;
      }
    }
    return versions;
  }

  private long read(TableMeta meta, int number) {
    Random random = new Random(number);
    TableReader table = new TableReader();
    ScanCursor cursor = new ScanCursor();
    long rounds = 0;
    try (KeyImage key = new KeyImage();
        Reader reader = store.versions().register()) {
      while (!stop.get() && failure.get() == null) {
        Version version = reader.pin();
        table.bind(version, version.catalog(Catalog.class).table(meta.id()));
        for (int i = 0; i < 20; i++) {
          checkPair(table, key, 1L + random.nextInt(PAIRS), version);
        }
        if (rounds % 50 == 0) {
          checkScan(table, cursor);
        }
        reader.unpin();
        rounds++;
      }
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    }
    return rounds;
  }

  private static void checkPair(TableReader table, KeyImage key, long id, Version version) {
    long first = table.find(key.of(id));
    long second = table.find(key.of(id + PARTNER));
    assertTrue(first != 0 && second != 0, "a row is missing");
    RowLayout layout = table.layout();
    assertEquals(layout.field(1).getLong(first), layout.field(1).getLong(second), "torn");
    assertEquals(id, layout.field(0).getLong(first), "another row");
    assertEquals(RowLayout.sequence(first), RowLayout.sequence(second), "sequences");
    assertTrue(RowLayout.sequence(first) <= version.sequence(), "from the future");
  }

  private static void checkScan(TableReader table, ScanCursor cursor) {
    long rows = 0;
    table.scan(cursor);
    while (cursor.next()) {
      rows++;
    }
    assertEquals(2L * PAIRS, rows);
    assertEquals(table.rowCount(), rows);
  }
}
