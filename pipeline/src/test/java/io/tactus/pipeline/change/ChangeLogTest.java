package io.tactus.pipeline.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.IndexMeta;
import io.tactus.storage.table.TableMeta;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
  private final RowLayout layout =
      new RowLayout(
          TableDefinition.of(
              70,
              "things",
              List.of(
                  Field.of(1, "id", FieldType.of(TypeKind.U64)),
                  Field.of(2, "value", FieldType.of(TypeKind.I64))),
              List.of("id")));
  private final UnsafeBuffer row = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
  private final ChangeLog log = new ChangeLog(1 << 12, 10);
  private final TableMeta table = meta();

  private TableMeta meta() {
    IndexMeta primary = IndexMeta.primary(null, 1, 2, 3);
    return new TableMeta(layout.table(), layout, false, 1, List.of(primary));
  }

  private Catalog catalog(long version) {
    return new Catalog(version, List.of(table), List.of());
  }

  private void commit(long sequence, int changes) {
    log.onCommit(sequence, sequence / 2, catalog(3));
    for (int i = 0; i < changes; i++) {
      layout.field(0).putLong(row.addressOffset(), sequence);
      layout.field(1).putLong(row.addressOffset(), i);
      log.onChange(table, ChangeOperation.INSERT, 0, row.addressOffset());
    }
  }

  /** Checks that commits come whole and in order. */
  private final class Checking implements ChangeVisitor {
    private final List<Long> commits = new ArrayList<>();
    private final List<Long> schemas = new ArrayList<>();
    private long changes;

    @Override
    public void onChange(
        long sequence,
        long tick,
        TableMeta changed,
        ChangeOperation operation,
        long oldRow,
        long newRow) {
      assertEquals(sequence, layout.field(0).getLong(newRow));
      assertEquals(changes, layout.field(1).getLong(newRow));
      assertEquals(0, oldRow);
      assertEquals(70, changed.id());
      changes++;
    }

    @Override
    public void onSchema(long sequence, long tick, Catalog before, Catalog after) {
      schemas.add(after.schemaVersion());
    }

    @Override
    public void onEvent(long sequence, long tick, String topic, String json) {
      assertEquals("topic", topic);
      assertEquals("{}", json);
    }

    @Override
    public void onCommit(long sequence, long tick) {
      commits.add(sequence);
      changes = 0;
    }
  }

  @Test
  void shouldShowNothingBeforePublication() {
    ChangeReader reader = log.newReader();
    Checking checking = new Checking();
    commit(11, 2);
    log.onEvent("topic", "{}");
    assertEquals(ChangeReader.Poll.EMPTY, reader.poll(checking, 100));
    log.publish(12);
    assertEquals(ChangeReader.Poll.CHANGES, reader.poll(checking, 100));
    assertEquals(List.of(11L), checking.commits);
    assertEquals(12, log.newestSequence());
  }

  @Test
  void shouldTellAReaderThatWasOvertaken() {
    ChangeReader slow = log.newReader();
    AtomicLong published = new AtomicLong();
    log.onPublished(published::incrementAndGet);
    for (long sequence = 11; sequence < 500; sequence++) {
      commit(sequence, 3);
      log.publish(sequence);
    }
    assertEquals(489, published.get());
    assertEquals(ChangeReader.Poll.OVERTAKEN, slow.poll(new Checking(), 10));
    assertTrue(log.oldestSequence() > 11);
    assertFalse(slow.seekAfter(log.oldestSequence() - 1));
    assertTrue(slow.seekAfter(log.oldestSequence()));
    Checking checking = new Checking();
    while (slow.poll(checking, 1) == ChangeReader.Poll.CHANGES) {}
    assertEquals(log.oldestSequence() + 1, checking.commits.getFirst());
    assertEquals(499, checking.commits.getLast());
    assertEquals(499 - log.oldestSequence(), checking.commits.size());
  }

  @Test
  void shouldResumeAfterASequence() {
    for (long sequence = 11; sequence <= 20; sequence++) {
      commit(sequence, 1);
    }
    log.publish(20);
    ChangeReader reader = log.newReader();
    assertFalse(reader.seekAfter(9));
    assertTrue(reader.seekAfter(15));
    Checking checking = new Checking();
    reader.poll(checking, 100);
    assertEquals(List.of(16L, 17L, 18L, 19L, 20L), checking.commits);
  }

  @Test
  void shouldKeepTheCatalogsOfItsEntries() {
    ChangeLog roomy = new ChangeLog(1 << 14, 10);
    ChangeReader reader = roomy.newReader();
    for (long version = 1; version <= ChangeLog.MAX_CATALOGS; version++) {
      roomy.onCommit(10 + version, 1, catalog(version));
    }
    roomy.publish(10 + ChangeLog.MAX_CATALOGS);
    Checking checking = new Checking();
    assertEquals(ChangeReader.Poll.CHANGES, reader.poll(checking, 1000));
    assertEquals(ChangeLog.MAX_CATALOGS, checking.schemas.size());
    assertEquals(10, roomy.oldestSequence());
    assertNotNull(roomy.catalog(1));

    roomy.onCommit(11 + ChangeLog.MAX_CATALOGS, 1, catalog(1 + ChangeLog.MAX_CATALOGS));
    roomy.publish(11 + ChangeLog.MAX_CATALOGS);
    assertEquals(11, roomy.oldestSequence(), "one schema change too many pushes the oldest out");
    assertNull(roomy.catalog(1));
    assertTrue(reader.seekAfter(11));
  }

  @Test
  void shouldForgetCatalogsWithTheirEntries() {
    log.onCommit(11, 1, catalog(1));
    log.onCommit(12, 1, catalog(2));
    for (long sequence = 13; sequence < 500; sequence++) {
      commit(sequence, 3);
    }
    log.publish(499);
    assertNull(log.catalog(1));
    assertNull(log.catalog(2));
    assertNotNull(log.catalog(3));
  }

  @Test
  void shouldBeginAfterWhatWasRecovered() {
    ChangeLog empty = new ChangeLog(1 << 12, 0);
    empty.beginAfter(41, catalog(3));
    assertEquals(41, empty.oldestSequence());
    assertFalse(empty.newReader().seekAfter(40));
    assertTrue(empty.newReader().seekAfter(41));
  }

  @Test
  void shouldRefuseAChangeLargerThanItself() {
    ChangeLog tiny = new ChangeLog(64, 0);
    assertThrows(IllegalStateException.class, () -> tiny.onCommit(1, 0, catalog(1)));
  }
}
