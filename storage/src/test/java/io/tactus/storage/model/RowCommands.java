package io.tactus.storage.model;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.UpdateOperator;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/** Random writes of rows, against a transaction and a model. */
final class RowCommands implements AutoCloseable {
  private final Random random;
  private final RandomValues values;
  private final Answers answers;
  private final RowDraft draft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private final KeyRoom key = new KeyRoom();

  RowCommands(Random random, Answers answers) {
    this.random = random;
    this.values = new RandomValues(random);
    this.answers = answers;
  }

  /** Plays one; the model has at least one table. Returns the model as it is then. */
  ModelStore play(Transaction transaction, ModelStore model, long sequence, boolean deferred) {
    List<String> names = new ArrayList<>(model.tables.keySet());
    String name = names.get(random.nextInt(names.size()));
    int dice = random.nextInt(100);
    int times = dice < 3 ? 60 : 1;
    ModelStore now = model;
    for (int i = 0; i < times; i++) {
      ModelStore before = times == 1 ? model : now.copy();
      ModelTable table = now.tables.get(name);
      ModelRows rows = new ModelRows(now, table, sequence, deferred);
      boolean stopped = one(dice, transaction.table(name), now, table, rows, sequence);
      if (stopped) {
        return before == now ? null : before;
      }
    }
    return now;
  }

  private boolean one(
      int dice, Table table, ModelStore store, ModelTable model, ModelRows rows, long sequence) {
    if (dice < 45) {
      return insert(table, store, model, rows);
    } else if (dice < 68) {
      return update(table, store, model, rows, sequence);
    } else if (dice < 82) {
      return upsert(table, store, model, rows, sequence);
    }
    return delete(table, model, rows);
  }

  private boolean insert(Table table, ModelStore store, ModelTable model, ModelRows rows) {
    ModelDraft row = values.row(store, model, 15);
    Set<RejectionCode> expected = rows.insert(row);
    return answers.check(
        expected,
        () -> "insert into " + model.document() + " " + row.values,
        () -> {
          fill(table, model, row);
          table.insert(draft);
        });
  }

  private boolean update(
      Table table, ModelStore store, ModelTable model, ModelRows rows, long sequence) {
    List<Object> at = someKey(store, model);
    ModelDraft set = values.change(store, model);
    Map<Integer, Long> add = new LinkedHashMap<>();
    for (ModelLeaf leaf : model.leaves()) {
      boolean given = set.values.containsKey(leaf.ordinal()) || set.nulls.contains(leaf.column());
      boolean number = leaf.isInteger() && model.fieldOf(leaf).target() == null;
      if (!given && number && random.nextInt(6) == 0) {
        boolean huge = random.nextInt(6) == 0;
        add.put(
            leaf.ordinal(), huge ? Long.MAX_VALUE - random.nextInt(50) : random.nextInt(90) - 30L);
      }
    }
    long ifSequence = random.nextInt(5) == 0 ? Math.max(1, sequence - random.nextInt(3)) : 0;
    Set<RejectionCode> expected = rows.update(at, set, add, ifSequence);
    return answers.check(
        expected,
        () -> "update " + model.document() + " " + at + " " + set.values + set.nulls + add,
        () -> {
          fill(table, model, set);
          operators.clear();
          add.forEach((ordinal, amount) -> operators.add(ordinal, UpdateOperator.ADD, amount));
          table.update(key.ofKey(model, at), draft, operators, ifSequence);
        });
  }

  private boolean upsert(
      Table table, ModelStore store, ModelTable model, ModelRows rows, long sequence) {
    ModelDraft row = values.row(store, model, 10);
    long ifSequence = random.nextInt(8) == 0 ? Math.max(1, sequence - random.nextInt(4)) : 0;
    Set<RejectionCode> expected = rows.upsert(row, ifSequence);
    return answers.check(
        expected,
        () -> "upsert into " + model.document() + " " + row.values,
        () -> {
          fill(table, model, row);
          table.upsert(draft, ifSequence);
        });
  }

  private boolean delete(Table table, ModelTable model, ModelRows rows) {
    List<Object> at = someKey(null, model);
    Set<RejectionCode> expected = rows.delete(at, 0);
    return answers.check(
        expected,
        () -> "delete from " + model.document() + " " + at,
        () -> table.delete(key.ofKey(model, at), 0));
  }

  /** A key that is there, mostly. */
  private List<Object> someKey(ModelStore store, ModelTable model) {
    if (!model.rows.isEmpty() && (store == null || random.nextInt(8) != 0)) {
      List<List<Object>> keys = new ArrayList<>(model.rows.keySet());
      return keys.get(random.nextInt(keys.size()));
    }
    List<Object> values = new ArrayList<>();
    for (ModelLeaf leaf : model.leaves(model.key)) {
      values.add(this.values.value(model.fieldOf(leaf), leaf));
    }
    return values;
  }

  private void fill(Table table, ModelTable model, ModelDraft row) {
    RowLayout layout = table.layout();
    draft.reset(layout);
    row.nulls.forEach(column -> draft.setNull(layout.column(column).firstLeaf()));
    row.values.forEach((ordinal, value) -> set(model.leaves().get(ordinal), value));
  }

  private void set(ModelLeaf leaf, Object value) {
    switch (value) {
      case String text when leaf.isVariable() -> {
        byte[] bytes = leaf.bytes(text);
        draft.setBytes(leaf.ordinal(), bytes, 0, bytes.length);
      }
      case String text -> draft.setString(leaf.ordinal(), text);
      case Double number -> draft.setDouble(leaf.ordinal(), number);
      case UUID uuid ->
          draft.setUuid(
              leaf.ordinal(), uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      default -> draft.setLong(leaf.ordinal(), (Long) value);
    }
  }

  @Override
  public void close() {
    key.close();
  }
}
