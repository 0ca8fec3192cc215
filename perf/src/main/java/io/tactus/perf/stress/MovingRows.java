package io.tactus.perf.stress;

import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.index.KeyRange;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.transaction.Transaction;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * Rows that stand on places, each on one of its own. The writer lets two of them change places, in
 * one command; the place has an ordered and a hash index. Whoever pins a version must find every
 * row on exactly one place, and there by all three ways: key, hash index, range.
 *
 * <p>One world serves a whole run, because it is too heavy to be made per sample: each sample is
 * one more command against one more pin.
 *
 * <p>Threading: {@link #read} by one thread, {@link #write} by another.
 */
final class MovingRows {

  private static final int ROWS = 400;
  private static final int WALK_EVERY = 16;

  /** Every command moves one of these, and these are looked for. */
  private static final int RESTLESS = 8;

  /** Per sample, so that the two sides meet even if few samples are taken. */
  private static final int COMMANDS = 8;

  private static final int LOOKS = 16;
  private static final int ORDERED = 1;
  private static final int HASH = 2;
  private static final long MEMORY_BYTES = 4 << 20;

  private final boolean halves;
  private final Store store;
  private final Arena arena = Arena.ofShared();

  // The writer's.
  private final Table table;
  private final RowDraft draft = new RowDraft();
  private final long writeKey = arena.allocate(Long.BYTES).address();
  private final long[] placeOf = new long[ROWS];
  private long sequence = 1;
  private long dice = 88172645463325252L;

  // The reader's.
  private final int tableId;
  private final Reader reader;
  private final TableReader rows = new TableReader();
  private final OrderedCursor ordered = new OrderedCursor();
  private final PostingCursor posting = new PostingCursor();
  private final long readKey = arena.allocate(Long.BYTES).address();
  private final byte[] place = new byte[Long.BYTES];
  private final KeyRange onPlace = KeyRange.prefix(place);
  private long reads;

  /**
   * @param halves whether the two moves of a command are published one by one: the defect
   */
  MovingRows(boolean halves) {
    this.halves = halves;
    store = Store.create(StoreConfig.ofBytes(MEMORY_BYTES, 7));
    Transaction transaction = store.transaction().begin(sequence);
    tableId = transaction.createTable(definition()).id();
    table = transaction.table(tableId);
    for (int id = 0; id < ROWS; id++) {
      draft.reset(table.layout());
      draft.setLong(0, id);
      draft.setLong(1, id);
      table.insert(draft);
      placeOf[id] = id;
    }
    transaction.commit(ChangeSink.NONE);
    store.publish(sequence, 0, 0);
    reader = store.versions().register();
  }

  private static TableDefinition definition() {
    return new TableDefinition(
        0,
        "pieces",
        List.of(
            Field.of(0, "id", FieldType.of(TypeKind.U64)),
            Field.of(0, "place", FieldType.of(TypeKind.U64))),
        List.of("id"),
        List.of(
            new IndexDefinition("by_place", List.of("place"), IndexKind.ORDERED, false),
            new IndexDefinition("on_place", List.of("place"), IndexKind.HASH, false)));
  }

  /** Lets rows change places, two in each command; returns 0. */
  int write() {
    for (int i = 0; i < COMMANDS; i++) {
      change(random() % RESTLESS, random());
    }
    return 0;
  }

  private void change(int one, int other) {
    long left = placeOf[one];
    placeOf[one] = placeOf[other];
    placeOf[other] = left;
    Transaction transaction = store.transaction().begin(++sequence);
    move(one);
    if (halves) {
      transaction.commit(ChangeSink.NONE);
      store.publish(sequence, 0, 0);
      transaction.begin(++sequence);
    }
    move(other);
    transaction.commit(ChangeSink.NONE);
    store.publish(sequence, 0, 0);
  }

  private void move(int id) {
    draft.reset(table.layout());
    draft.setLong(1, placeOf[id]);
    Memory.putLong(writeKey, id);
    table.update(writeKey, draft, null, 0);
  }

  private int random() {
    dice = dice * 6364136223846793005L + 1442695040888963407L;
    return (int) ((dice >>> 33) % ROWS);
  }

  /**
   * Pins versions, one after the other, and looks for a row in each; returns 0 if all ways led to
   * it, else which did not.
   */
  int read() {
    int wrong = 0;
    for (int i = 0; i < LOOKS && wrong == 0; i++) {
      wrong = look();
    }
    return wrong;
  }

  private int look() {
    Version version = reader.pin();
    try {
      TableMeta meta = version.catalog(Catalog.class).table(tableId);
      rows.bind(version, meta);
      long id = ++reads % RESTLESS;
      Memory.putLong(readKey, id);
      long row = rows.find(readKey);
      if (row == 0) {
        return 1;
      }
      long on = meta.layout().field(1).getLong(row);
      Memory.putLong(readKey, on);
      if (RowLayout.sequence(row) > version.sequence() || !isAloneByHash(meta, id, on)) {
        return 2;
      }
      meta.indexes().get(ORDERED).order().putLong(place, 0, on);
      if (!isAloneInRange(meta, id)) {
        return 3;
      }
      return reads % WALK_EVERY == 0 && !areAllThere(meta) ? 4 : 0;
    } finally {
      reader.unpin();
    }
  }

  private boolean isAloneByHash(TableMeta meta, long id, long on) {
    RowLayout layout = meta.layout();
    rows.posting(HASH, posting);
    posting.seek(readKey);
    boolean found = false;
    while (posting.next()) {
      long row = rows.row(posting.slot());
      if (layout.field(1).getLong(row) == on) {
        if (found || layout.field(0).getLong(row) != id) {
          return false;
        }
        found = true;
      }
    }
    return found;
  }

  private boolean isAloneInRange(TableMeta meta, long id) {
    rows.ordered(ORDERED, ordered);
    ordered.seek(onPlace, false);
    if (!ordered.next() || meta.layout().field(0).getLong(rows.row(ordered.slot())) != id) {
      return false;
    }
    return !ordered.next();
  }

  /** Walks all places: each once, in order. */
  private boolean areAllThere(TableMeta meta) {
    RowField field = meta.layout().field(1);
    rows.ordered(ORDERED, ordered);
    ordered.seek(KeyRange.ALL, false);
    long next = 0;
    while (ordered.next()) {
      if (field.getLong(rows.row(ordered.slot())) != next++) {
        return false;
      }
    }
    return next == ROWS;
  }
}
