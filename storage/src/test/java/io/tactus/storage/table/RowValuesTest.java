package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowView;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.transaction.Transaction;
import io.tactus.storage.value.ValueDescriptor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RowValuesTest {
  private static final int ID = 0;
  private static final int TITLE = 1;
  private static final int DATA = 2;

  private final Store store = Store.create(StoreConfig.ofBytes(4 << 20, 7));
  private final RowDraft draft = new RowDraft();
  private final KeyImage key = new KeyImage();
  private Transaction transaction;
  private Table notes;

  static TableDefinition notes() {
    return TableBuilder.table("notes")
        .field("id", "u64")
        .nullable("title", "text")
        .nullable("data", "bytes")
        .bounded("count", "i64", 0, -1000, 1000)
        .key("id");
  }

  @BeforeEach
  void create() {
    transaction = store.transaction().begin(1);
    transaction.createTable(notes());
    transaction.commit(ChangeSink.NONE);
    transaction.begin(2);
    notes = transaction.table("notes");
  }

  @AfterEach
  void close() {
    if (transaction.isOpen()) {
      transaction.rollback();
    }
    key.close();
    store.close();
  }

  private RowDraft row(long id, String title, int dataBytes) {
    draft.reset(notes.layout()).setLong(ID, id);
    if (title != null) {
      draft.setString(TITLE, title);
    }
    draft.setBytes(DATA, new byte[dataBytes], 0, dataBytes);
    return draft;
  }

  private RowDraft title(String title) {
    draft.reset(notes.layout()).setString(TITLE, title);
    return draft;
  }

  private String titleOf(long row) {
    return new RowView().wrap(notes.layout(), row, notes).getString(TITLE);
  }

  private long titleLocator(long row) {
    return ValueDescriptor.locator(row + notes.layout().field(TITLE).offset());
  }

  private void nextCommand(long sequence) {
    transaction.commit(ChangeSink.NONE);
    transaction.begin(sequence);
  }

  private void audit() {
    transaction.commit(ChangeSink.NONE);
    store.publish(9, 9, 9);
    try (Reader reader = store.versions().register()) {
      Store.audit(reader.pin());
    }
  }

  @Test
  void shouldStoreReplaceAndTakeBackValues() {
    notes.insert(row(1, "hello", 100_00));
    long row = notes.find(key.of(1));
    assertEquals("hello", titleOf(row));
    row = notes.update(key.of(1), title("x".repeat(9000)), null, 0);
    assertEquals("x".repeat(9000), titleOf(row));
    assertEquals(10_000, new RowView().wrap(notes.layout(), row, notes).getBytes(DATA).length);
    notes.upsert(row(1, null, 0), 0);
    assertTrue(notes.layout().field(TITLE).isNull(notes.find(key.of(1))));
    notes.insert(row(2, "two", 3));
    notes.delete(key.of(1), 0);
    notes.delete(key.of(2), 0);
    assertEquals(0, notes.hash());
    audit();
  }

  @Test
  void shouldKeepTheRowWhenAWriteGivesTheSameValues() {
    notes.insert(row(1, "same", 5000));
    nextCommand(3);
    long row = notes.update(key.of(1), title("same"), null, 0);
    assertFalse(notes.lastWriteChanged());
    assertEquals(2, RowLayout.sequence(row));
    row = notes.upsert(row(1, "same", 5000), 0);
    assertFalse(notes.lastWriteChanged());
    assertEquals(2, RowLayout.sequence(row));
    assertEquals(0, transaction.changeCount());
    audit();
  }

  @Test
  void shouldKeepThePlaceOfAValueThatStays() {
    long row = notes.insert(row(1, "stays", 100));
    long locator = titleLocator(row);
    nextCommand(3);
    row = notes.upsert(row(1, "stays", 200), 0);
    assertTrue(notes.lastWriteChanged());
    assertEquals(locator, titleLocator(row));
    row = notes.update(key.of(1), title("moves").reset(notes.layout()), null, 0);
    assertEquals(locator, titleLocator(row));
    assertEquals("stays", titleOf(row));
    audit();
  }

  @Test
  void shouldTellNullFromEmpty() {
    notes.insert(row(1, "", 0));
    nextCommand(3);
    draft.reset(notes.layout()).setNull(TITLE);
    notes.update(key.of(1), draft, null, 0);
    assertTrue(notes.lastWriteChanged());
    long hash = notes.hash();
    notes.update(key.of(1), title(""), null, 0);
    assertTrue(notes.lastWriteChanged());
    assertNotEquals(hash, notes.hash());
    audit();
  }

  @Test
  void shouldHashContentsAndNotPlaces() {
    notes.insert(row(1, "a".repeat(70), 6000));
    notes.insert(row(2, "b".repeat(700), 60));
    long hash = notes.hash();
    transaction.rollback();
    transaction.begin(2);
    notes.insert(row(3, "c".repeat(100), 9000));
    notes.insert(row(2, "other", 10));
    notes.insert(row(1, "a".repeat(70), 6000));
    notes.delete(key.of(3), 0);
    notes.update(key.of(2), row(2, "b".repeat(700), 60), null, 0);
    assertEquals(hash, notes.hash());
    notes.update(key.of(2), title("b".repeat(699) + "c"), null, 0);
    assertNotEquals(hash, notes.hash());
    audit();
  }

  @Test
  void shouldHandOnDetachedImages() {
    notes.insert(row(1, "first", 4));
    notes.update(key.of(1), title("second".repeat(1000)), null, 0);
    notes.delete(key.of(1), 0);
    List<String> seen = new ArrayList<>();
    RowView view = new RowView();
    transaction.commit(
        (table, operation, oldRow, newRow) -> {
          for (long row : new long[] {oldRow, newRow}) {
            if (row != 0) {
              seen.add(operation + " " + view.wrap(table.layout(), row).getString(TITLE).length());
              assertArrayEquals(new byte[4], view.getBytes(DATA));
            }
          }
        });
    assertEquals(List.of("INSERT 5", "UPDATE 5", "UPDATE 6000", "DELETE 6000"), seen);
  }

  @Test
  void shouldLeaveNoTraceWhenMemoryEndsWithinAChain() {
    notes.insert(row(1, "kept", 3000));
    long hash = notes.hash();
    long pages = store.statistics().logicalPages();
    nextCommand(3);
    Rejection refused =
        assertThrows(
            Rejection.class,
            () -> {
              for (long id = 2; ; id++) {
                notes.insert(row(id, "t", SchemaLimits.MAX_VALUE_BYTES));
              }
            });
    assertEquals(RejectionCode.MEMORY_LIMIT, refused.code());
    long rows = notes.rowCount();
    long before = notes.hash();
    assertThrows(
        Rejection.class,
        () -> notes.update(key.of(1), row(1, "t", SchemaLimits.MAX_VALUE_BYTES), null, 0));
    assertEquals(rows, notes.rowCount());
    assertEquals(before, notes.hash());
    assertEquals("kept", titleOf(notes.find(key.of(1))));
    transaction.rollback();
    transaction.begin(4);
    assertEquals(hash, notes.hash());
    assertEquals(1, notes.rowCount());
    audit();
    assertEquals(pages, pages);
  }

  @Test
  void shouldBoundTheValuesOfARowAcrossCommands() {
    TableBuilder builder = TableBuilder.table("wide").field("id", "u64");
    for (int i = 0; i < 5; i++) {
      builder.nullable("t" + i, "text");
    }
    transaction.createTable(builder.key("id"));
    Table wide = transaction.table("wide");
    draft.reset(wide.layout()).setLong(0, 1);
    for (int i = 1; i <= 4; i++) {
      draft.setString(i, "x".repeat(SchemaLimits.MAX_VALUE_BYTES));
    }
    wide.insert(draft);
    draft.reset(wide.layout()).setString(5, "y");
    Rejection refused = assertThrows(Rejection.class, () -> wide.update(key.of(1), draft, null, 0));
    assertEquals("value_too_long", refused.name());
    draft.setString(1, "z");
    wide.update(key.of(1), draft, null, 0);
    audit();
  }

  @Test
  void shouldShowReadersTheValuesOfTheirVersion() {
    notes.insert(row(1, "old".repeat(3000), 10));
    transaction.commit(ChangeSink.NONE);
    store.publish(2, 2, 2);
    try (Reader reader = store.versions().register()) {
      TableReader table = new TableReader().bind(reader.pin(), notes.meta());
      for (long sequence = 3; sequence < 50; sequence++) {
        transaction.begin(sequence);
        notes.update(key.of(1), title("new" + sequence), null, 0);
        notes.insert(row(sequence, "n".repeat((int) sequence * 100), 50));
        transaction.commit(ChangeSink.NONE);
        store.publish(sequence, 1, 1);
        RowView view = new RowView().wrap(table.layout(), table.find(key.of(1)), table);
        assertEquals("old".repeat(3000), view.getString(TITLE));
      }
    }
    transaction.begin(60);
    audit();
  }

  @Test
  void shouldCatchAHashThatDoesNotKnowTheValues() {
    long row = notes.insert(row(1, "hello", 10));
    long cell = notes.valuesPage(titleLocator(row) / (Page.SIZE_BYTES / 16));
    long at = cell + titleLocator(row) % (Page.SIZE_BYTES / 16) * 16;
    Memory.putByte(at, (byte) 'j');
    assertEquals("jello", titleOf(row));
    assertThrows(IllegalStateException.class, this::audit);
  }

  @Test
  void shouldCatchARowThatLostItsValue() {
    long row = notes.insert(row(1, "hello", 10));
    long descriptor = row + notes.layout().field(TITLE).offset();
    notes.update(key.of(1), row(1, "hello", 11), null, 0);
    ValueDescriptor.put(descriptor, 5, titleLocator(row) + 1);
    assertThrows(IllegalStateException.class, this::audit);
  }

  @Test
  void shouldDropTheValuesWithTheirTable() {
    long pages = store.statistics().logicalPages();
    transaction.dropTable("notes");
    transaction.createTable(notes());
    notes = transaction.table("notes");
    for (int i = 1; i < 20; i++) {
      notes.insert(row(i, "x", 5000));
    }
    transaction.dropTable("notes");
    transaction.createTable(notes());
    audit();
    store.publish(10, 10, 10);
    assertTrue(store.statistics().logicalPages() <= pages + 8);
  }
}
