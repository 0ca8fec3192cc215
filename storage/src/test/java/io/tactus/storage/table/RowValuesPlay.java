package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Rejection;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowView;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** Random commands on a table with values against a plain map, undone, published and reloaded. */
final class RowValuesPlay {
  private static final StoreConfig CONFIG = StoreConfig.ofBytes(3 << 20, 11);
  private static final int COMMANDS = 400;

  /** What a row should hold. */
  private record Note(String title, String data) {}

  private final Random random;
  private final Store store;
  private final RowDraft draft = new RowDraft();
  private final KeyImage key = new KeyImage();
  private final RowView view = new RowView();
  private Map<Long, Note> model = new HashMap<>();
  private long sequence;

  RowValuesPlay(long seed) {
    this.random = new Random(seed);
    this.store = Store.create(CONFIG);
  }

  void run() {
    Transaction transaction = store.transaction().begin(++sequence);
    transaction.createTable(RowValuesTest.notes());
    transaction.commit(ChangeSink.NONE);
    for (int i = 0; i < COMMANDS; i++) {
      command(transaction.begin(++sequence));
      if (i % 20 == 19) {
        check();
      }
    }
    check();
    reload();
    key.close();
    store.close();
  }

  private void command(Transaction transaction) {
    Map<Long, Note> before = new HashMap<>(model);
    for (int steps = 1 + random.nextInt(6); steps > 0; steps--) {
      if (random.nextInt(5) == 0) {
        Map<Long, Note> marked = new HashMap<>(model);
        int savepoint = transaction.savepoint();
        step(transaction.table("notes"));
        step(transaction.table("notes"));
        transaction.rollbackTo(savepoint);
        model = marked;
      } else {
        step(transaction.table("notes"));
      }
    }
    if (random.nextInt(6) == 0) {
      transaction.rollback();
      model = before;
    } else {
      transaction.commit(ChangeSink.NONE);
    }
  }

  private void step(Table table) {
    long id = 1L + random.nextInt(40);
    Map<Long, Note> before = new HashMap<>(model);
    try {
      switch (random.nextInt(4)) {
        case 0 -> {
          table.upsert(full(table, id), 0);
        }
        case 1, 2 -> {
          draft.reset(table.layout());
          Note old = model.get(id);
          if (old != null) {
            String title = random.nextInt(4) == 0 ? old.title() : text();
            setTitle(title);
            model.put(id, new Note(title, old.data()));
          }
          table.update(key.of(id), draft, null, 0);
        }
        default -> {
          model.remove(id);
          table.delete(key.of(id), 0);
        }
      }
    } catch (Rejection refused) {
      model = before;
    }
  }

  private RowDraft full(Table table, long id) {
    Note note = new Note(text(), text());
    draft.reset(table.layout()).setLong(0, id);
    setTitle(note.title());
    if (note.data() != null) {
      byte[] bytes = note.data().getBytes(StandardCharsets.UTF_8);
      draft.setBytes(2, bytes, 0, bytes.length);
    }
    model.put(id, note);
    return draft;
  }

  private void setTitle(String title) {
    if (title == null) {
      draft.setNull(1);
    } else {
      draft.setString(1, title);
    }
  }

  private String text() {
    int dice = random.nextInt(100);
    int most = dice < 70 ? 60 : dice < 95 ? 5000 : SchemaLimits.MAX_VALUE_BYTES;
    if (dice % 10 == 9) {
      return null;
    }
    char[] text = new char[random.nextInt(most + 1)];
    Arrays.fill(text, (char) ('a' + random.nextInt(26)));
    return new String(text);
  }

  private void check() {
    store.publish(sequence, sequence, sequence);
    try (Reader reader = store.versions().register()) {
      check(reader.pin());
    }
  }

  private void check(Version version) {
    Store.audit(version);
    TableReader table =
        new TableReader().bind(version, version.catalog(Catalog.class).table("notes"));
    assertEquals(model.size(), table.rowCount());
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    while (cursor.next()) {
      view.wrap(table.layout(), cursor.address(), table);
      Note note = model.get(view.getLong(0));
      byte[] data = view.getBytes(2);
      Note found =
          new Note(
              view.getString(1), data == null ? null : new String(data, StandardCharsets.UTF_8));
      if (!Objects.equals(note, found)) {
        throw new AssertionError("row " + view.getLong(0) + " differs");
      }
    }
  }

  /** A store loaded from the pages has the same hash and goes on to the same pages. */
  private void reload() {
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      try (Store copy = Store.load(CONFIG, visitor -> PageImage.forEachPage(version, visitor))) {
        assertEquals(Store.hashes(version), copy.hashes());
        for (Store target : new Store[] {store, copy}) {
          target.transaction().begin(sequence + 1);
          Table table = target.table("notes");
          for (long id = 100; id < 120; id++) {
            draft.reset(table.layout()).setLong(0, id);
            draft.setString(1, "again".repeat((int) id * 5));
            table.insert(draft);
          }
          target.transaction().commit(ChangeSink.NONE);
        }
        assertEquals(store.hashes(), copy.hashes());
        long original = store.table("notes").find(key.of(119));
        long copied = copy.table("notes").find(key.of(119));
        int bytes = store.table("notes").layout().rowBytes();
        assertEquals(0, Memory.compare(original, copied, bytes), "same places");
      }
    }
  }
}
