package io.tactus.pipeline.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.page.Page;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a command says, looking ahead changes nothing, counts nothing and refuses nothing. */
class UpcomingKeysTest {
  private static final ChangeSink NOBODY = (table, operation, oldRow, newRow) -> {};
  private static final int ROWS = 25_000;

  private final Store store = Store.create(StoreConfig.ofBytes(64 << 20, 5));
  private final UpcomingKeys upcoming = new UpcomingKeys(store.transaction());
  private final OperationsEncoder encoder = new OperationsEncoder();
  private final RowDraft draft = new RowDraft();
  private final UnsafeBuffer key = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
  private Table items;

  @BeforeEach
  void fill() {
    store.transaction().begin(1);
    store.transaction().budget().reset(2L * ROWS);
    TableDefinition definition =
        new TableDefinition(
            0,
            "items",
            List.of(
                Field.of(0, "id", FieldType.of(TypeKind.U64)),
                Field.of(0, "score", FieldType.of(TypeKind.I64)),
                Field.of(0, "note", FieldType.of(TypeKind.TEXT))),
            List.of("id"),
            List.of());
    items = store.transaction().table(store.transaction().createTable(definition).id());
    for (long id = 1; id <= ROWS; id++) {
      items.insert(row(id, "a note"));
    }
    store.transaction().commit(NOBODY);
    store.publish(1, 0, 0);
    long pages = ROWS * (long) items.layout().rowBytes() / Page.SIZE_BYTES;
    assertTrue(pages > LookAhead.FEW_PAGES, "nobody looks ahead in " + pages + " pages");
  }

  @AfterEach
  void close() {
    Store.audit(store.publish(99, 0, 0));
    store.close();
  }

  private RowDraft row(long id, String note) {
    draft.reset(items.layout()).setLong(0, id);
    draft.setLong(1, id);
    draft.setString(2, note);
    return draft;
  }

  private long key(long id) {
    draft.reset(items.layout()).setLong(0, id);
    items.layout().copyKey(draft.rowAddress(), key.addressOffset());
    return key.addressOffset();
  }

  private byte[] command(Random random) {
    encoder.begin();
    for (int i = random.nextInt(60); i >= 0; i--) {
      long id = 1L + random.nextInt(ROWS + 500);
      switch (random.nextInt(9)) {
        case 0 -> encoder.insert(row(id, "new"), false);
        case 1 -> encoder.insert(row(id, "too long to be decoded twice ".repeat(20)), false);
        case 2 -> encoder.upsert(row(id, "other"), false);
        case 3 -> encoder.merge(row(id, "other"), false);
        case 4 -> encoder.delete(items.layout(), key(id), false);
        case 5 -> encoder.nextIfSequence(7).delete(items.layout(), key(id), false);
        case 6 -> {
          draft.reset(items.layout()).setLong(1, 4);
          encoder.insert(draft, false); // without its key
        }
        default -> {
          long keyAddress = key(id);
          encoder.update(keyAddress, draft.reset(items.layout()), null, false);
        }
      }
    }
    byte[] bytes = new byte[encoder.end()];
    encoder.buffer().getBytes(0, bytes);
    return bytes;
  }

  @Test
  void shouldLeaveTheStateAndTheBudgetAsTheyAre() {
    long seed = Long.getLong("tactus.seed", 11);
    Random random = new Random(seed);
    long hash = items.hash();
    for (int round = 0; round < 300; round++) {
      byte[] bytes = command(random);
      if (random.nextInt(3) == 0) {
        // What comes behind the header, so that something is looked at.
        bytes[4 + random.nextInt(bytes.length - 4)] ^= (byte) (1 + random.nextInt(255));
      }
      store.transaction().begin(2 + round);
      long used = store.transaction().budget().used();
      UnsafeBuffer body = new UnsafeBuffer(bytes);
      upcoming.begin(body, 0, bytes.length);
      for (int i = 0; i < 6; i++) {
        upcoming.readNext();
      }
      String at = "seed " + seed + ", round " + round;
      assertEquals(used, store.transaction().budget().used(), at);
      assertEquals(0, store.transaction().changeCount(), at);
      assertEquals(hash, items.hash(), at);
      store.transaction().commit(NOBODY);
      if (random.nextBoolean()) {
        store.publish(2 + round, 0, 0);
      }
    }
    store.transaction().begin(1000);
    store.transaction().budget().reset(2L * ROWS);
    for (long id = 1; id <= ROWS; id++) {
      assertEquals(id, items.layout().field(1).getLong(items.find(key(id))));
    }
    store.transaction().rollback();
  }
}
