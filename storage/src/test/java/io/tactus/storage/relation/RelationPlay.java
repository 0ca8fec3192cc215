package io.tactus.storage.relation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.page.Version;
import io.tactus.storage.relation.ModelDatabase.Ref;
import io.tactus.storage.relation.ModelDatabase.Row;
import io.tactus.storage.relation.ModelDatabase.Shape;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * One seeded game: random commands over random tables, beside a model. After every command the rows
 * must agree, the row changes handed on must lead from the rows before to those after, and
 * published versions must pass the audit.
 */
final class RelationPlay implements AutoCloseable {
  private static final int KEYS = 6;

  private final Random random;
  private final Store store;
  private final Transaction transaction;
  private final RowImages images = new RowImages();
  private final RowDraft draft = new RowDraft();
  private final ScanCursor cursor = new ScanCursor();
  private final Map<RejectionCode, Integer> refusals = new HashMap<>();
  private final ModelDatabase model;
  private long sequence;
  private int deferredCommits;
  private int cascaded;

  RelationPlay(long seed, Store store) {
    this.random = new Random(seed);
    this.store = store;
    this.transaction = store.transaction();
    RandomShapes random = new RandomShapes(this.random);
    List<Shape> shapes = random.shapes();
    transaction.begin(++sequence);
    for (Shape shape : shapes) {
      transaction.createTable(RandomShapes.definition(shape, shapes));
    }
    RandomShapes.additions(shapes).forEach(transaction::change);
    transaction.commit((table, operation, oldRow, newRow) -> {});
    model = new ModelDatabase(shapes);
  }

  void play(int commands) {
    for (int i = 0; i < commands; i++) {
      command();
      checkRows();
      if (random.nextInt(6) == 0) {
        Version version = store.publish(sequence, sequence, sequence);
        Store.audit(version);
        assertEquals(store.hashes(), Store.hashes(version));
      }
    }
    Store.audit(store.publish(sequence, sequence, sequence));
  }

  /** How often each refusal was met; both sides agreed on each. */
  Map<RejectionCode, Integer> refusals() {
    return refusals;
  }

  int deferredCommits() {
    return deferredCommits;
  }

  int cascaded() {
    return cascaded;
  }

  private void command() {
    ModelDatabase before = model.copy();
    transaction.begin(++sequence);
    boolean deferred = random.nextInt(3) == 0;
    if (deferred) {
      transaction.deferReferences();
    }
    int operations = 1 + random.nextInt(deferred ? 8 : 4);
    boolean refused = false;
    for (int i = 0; i < operations && !refused; i++) {
      // Game code may catch a refusal and go on; a batch may not.
      refused = !operation(deferred) && random.nextInt(3) == 0;
    }
    if (deferred && !refused) {
      RejectionCode expected = model.dangles() ? RejectionCode.REFERENCE : null;
      refused = expect(expected, "end of the command", transaction::checkReferences) != null;
      deferredCommits += refused ? 0 : 1;
    }
    if (refused || random.nextInt(10) == 0) {
      transaction.rollback();
      model.become(before);
    } else {
      commit(before);
    }
  }

  private void commit(ModelDatabase before) {
    transaction.commit(
        (table, operation, oldRow, newRow) -> replay(before, table, operation, oldRow, newRow));
    assertEquals(model.tables, before.tables, "the changes handed on");
  }

  private void replay(
      ModelDatabase rows, TableMeta meta, ChangeOperation operation, long oldRow, long newRow) {
    int t = Integer.parseInt(meta.name().substring(1));
    Shape shape = model.shapes.get(t);
    if (operation != ChangeOperation.INSERT) {
      Row old = RowImages.row(meta.layout(), shape, oldRow);
      assertEquals(old, rows.tables.get(t).remove(old.key()), "the old row");
    }
    if (operation != ChangeOperation.DELETE) {
      Row row = RowImages.row(meta.layout(), shape, newRow);
      // An insert is handed on as it was drafted or as it was stored: with or without its sequence.
      rows.tables.get(t).put(row.key(), row);
    }
  }

  /** Does one operation on both sides; false if it was refused. */
  private boolean operation(boolean deferred) {
    int t = random.nextInt(model.tables.size());
    Table table = store.table(model.shapes.get(t).name());
    ModelDatabase before = model.copy();
    int dice = random.nextInt(100);
    RejectionCode expected;
    Runnable action;
    if (dice < 50) {
      Row row = randomRow(t, someKey(t));
      expected = model.insert(t, row);
      action = () -> insert(t, table, row);
    } else if (dice < 70) {
      List<Long> key = presentKey(t);
      Row row = changed(t, key);
      expected = model.update(t, key, row);
      action = () -> update(t, table, key, row);
    } else if (dice < 92) {
      List<Long> key = presentKey(t);
      int size = model.size();
      expected = model.delete(t, key, sequence);
      cascaded += Math.max(0, size - model.size() - 1);
      action = () -> table.delete(images.key(table.layout(), key), 0);
    } else {
      long value = random.nextInt(3);
      expected = null;
      List<List<Long>> keys =
          model.tables.get(t).values().stream()
              .filter(row -> row.value() == value)
              .map(Row::key)
              .toList();
      model.delete(t, keys, sequence);
      action = () -> deleteWhere(t, table, value);
    }
    if (expected == null && !deferred && model.dangles()) {
      expected = RejectionCode.REFERENCE;
    }
    if (expected != null) {
      model.become(before);
    }
    // What an operation of many writes did is undone by whoever began it.
    int savepoint = transaction.savepoint();
    RejectionCode actual = expect(expected, "operation " + dice, action);
    if (actual != null && dice >= 92) {
      transaction.rollbackTo(savepoint);
    } else {
      transaction.release(savepoint);
    }
    return actual == null;
  }

  private void insert(int t, Table table, Row row) {
    images.fill(draft, table.layout(), model.shapes.get(t), row);
    table.insert(draft);
  }

  private void update(int t, Table table, List<Long> key, Row row) {
    images.fill(draft, table.layout(), model.shapes.get(t), row);
    table.update(images.key(table.layout(), key), draft, null, 0);
  }

  private void deleteWhere(int t, Table table, long value) {
    transaction.beginOperation();
    table.scan(cursor);
    while (cursor.next()) {
      Row row = RowImages.row(table.layout(), model.shapes.get(t), cursor.address());
      if (row.value() == value) {
        table.deleteAt(cursor.slot(), 0);
      }
    }
    transaction.endOperation();
  }

  private Row changed(int t, List<Long> key) {
    Row old = model.tables.get(t).get(key);
    Row row = randomRow(t, random.nextInt(4) == 0 ? someKey(t) : key);
    if (old == null || random.nextInt(3) == 0) {
      return row;
    }
    List<List<Long>> refs = random.nextBoolean() ? old.refs() : row.refs();
    return new Row(row.key(), refs, row.value(), sequence);
  }

  private Row randomRow(int t, List<Long> key) {
    List<List<Long>> refs = new ArrayList<>();
    for (Ref ref : model.shapes.get(t).refsBesideKey()) {
      boolean none = ref.nullable() && random.nextInt(4) == 0;
      boolean self = ref.target() == t && random.nextInt(4) == 0;
      refs.add(none ? null : self ? key : presentKey(ref.target()));
    }
    return new Row(key, refs, random.nextInt(3), sequence);
  }

  /** The key of a row that is there, mostly. */
  private List<Long> presentKey(int t) {
    List<List<Long>> keys = List.copyOf(model.tables.get(t).keySet());
    return keys.isEmpty() || random.nextInt(8) == 0
        ? someKey(t)
        : keys.get(random.nextInt(keys.size()));
  }

  private List<Long> someKey(int t) {
    Shape shape = model.shapes.get(t);
    List<Long> key = new ArrayList<>();
    for (Ref ref : shape.refs()) {
      if (ref.keyOffset() >= 0) {
        key.addAll(presentKey(ref.target()));
      }
    }
    while (key.size() < shape.keyLeaves()) {
      key.add((long) random.nextInt(shape.ownKeys() == 1 ? KEYS : 3));
    }
    return key;
  }

  private RejectionCode expect(RejectionCode expected, String what, Runnable action) {
    RejectionCode actual = null;
    try {
      action.run();
    } catch (Rejection refused) {
      actual = refused.code();
      refusals.merge(actual, 1, Integer::sum);
    }
    assertEquals(expected, actual, what);
    return actual;
  }

  private void checkRows() {
    for (int t = 0; t < model.shapes.size(); t++) {
      Shape shape = model.shapes.get(t);
      Table table = store.table(shape.name());
      Map<List<Long>, Row> found = new HashMap<>();
      transaction.begin(Long.MAX_VALUE);
      table.scan(cursor);
      while (cursor.next()) {
        Row row = RowImages.row(table.layout(), shape, cursor.address());
        found.put(row.key(), row);
      }
      transaction.rollback();
      assertEquals(model.tables.get(t), found, shape.name());
      assertEquals(found.size(), table.rowCount());
    }
  }

  @Override
  public void close() {
    images.close();
    store.close();
  }
}
