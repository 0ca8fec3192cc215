package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.KeyImage;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.UpdateOperator;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Plays random transactions against a store's transaction and a model, and compares the answers.
 */
final class RandomCommands implements AutoCloseable {
  private final Random random;
  private final RandomTables tables;
  private final RowDraft draft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private final KeyImage key = new KeyImage();
  private int refused;
  private int accepted;

  RandomCommands(Random random) {
    this.random = random;
    this.tables = new RandomTables(random);
  }

  /** Plays one transaction; returns the model as it must be afterwards. */
  ModelStore play(Transaction transaction, ModelStore model, long sequence) {
    ModelStore now = model.copy();
    List<ModelStore> savepoints = new ArrayList<>();
    List<Integer> tokens = new ArrayList<>();
    transaction.begin(sequence);
    long nextSchemaVersion = model.schemaVersion + 1;
    int operations = 1 + random.nextInt(12);
    for (int i = 0; i < operations; i++) {
      int dice = random.nextInt(100);
      if (dice < 6) {
        savepoints.add(now.copy());
        tokens.add(transaction.savepoint());
      } else if (dice < 11 && !tokens.isEmpty()) {
        int to = random.nextInt(tokens.size());
        if (random.nextInt(3) == 0) {
          transaction.release(tokens.get(to));
        } else {
          transaction.rollbackTo(tokens.get(to));
          now = savepoints.get(to);
        }
        tokens.subList(to, tokens.size()).clear();
        savepoints.subList(to, savepoints.size()).clear();
      } else if (dice < 17) {
        createTable(transaction, now, nextSchemaVersion);
      } else if (dice < 19) {
        dropTable(transaction, now, nextSchemaVersion);
      } else {
        rowOperation(transaction, now, sequence);
      }
    }
    if (random.nextInt(4) == 0) {
      transaction.rollback();
      return model;
    }
    transaction.commit(ChangeSink.NONE);
    return now;
  }

  private void createTable(Transaction transaction, ModelStore model, long schemaVersion) {
    TableDefinition definition = tables.definition(tables.name());
    RejectionCode expected = model.createTable(definition, schemaVersion);
    expect(expected, "create", () -> transaction.createTable(definition));
  }

  private void dropTable(Transaction transaction, ModelStore model, long schemaVersion) {
    String name = tables.name();
    RejectionCode expected = model.dropTable(name, schemaVersion);
    expect(expected, "drop", () -> transaction.dropTable(name));
  }

  private void rowOperation(Transaction transaction, ModelStore model, long sequence) {
    if (model.tables.isEmpty()) {
      createTable(transaction, model, model.schemaVersion + 1);
      return;
    }
    List<ModelTable> all = new ArrayList<>(model.tables.values());
    ModelTable modelTable = all.get(random.nextInt(all.size()));
    Table table = transaction.table(modelTable.definition.name());
    int dice = random.nextInt(100);
    if (dice < 3) {
      for (int i = 0; i < 150; i++) {
        insert(modelTable, table, sequence);
      }
    } else if (dice < 45) {
      insert(modelTable, table, sequence);
    } else if (dice < 65) {
      update(modelTable, table, sequence);
    } else if (dice < 80) {
      upsert(modelTable, table, sequence);
    } else {
      delete(modelTable, table);
    }
  }

  private void insert(ModelTable model, Table table, long sequence) {
    Object[] values = tables.values(model, 10);
    RejectionCode expected = model.insert(values, sequence);
    expect(
        expected,
        "insert",
        () -> {
          fill(table, values);
          table.insert(draft);
        });
  }

  private void update(ModelTable model, Table table, long sequence) {
    List<Object> keyValues = someKey(model);
    Object[] set = tables.values(model, 70);
    Map<Integer, Long> add = new LinkedHashMap<>();
    for (int i = 0; i < set.length; i++) {
      Field field = model.definition.fields().get(i);
      if (ModelTable.isAbsent(set[i])
          && field.type().kind().isInteger()
          && random.nextInt(5) == 0) {
        boolean huge = random.nextInt(6) == 0;
        add.put(i, huge ? Long.MAX_VALUE - random.nextInt(50) : random.nextInt(120) - 40L);
      }
    }
    long ifSequence = random.nextInt(5) == 0 ? sequence - random.nextInt(3) : 0;
    RejectionCode expected = model.update(keyValues, set, add, ifSequence, sequence);
    expect(
        expected,
        "update",
        () -> {
          fill(table, set);
          operators.clear();
          add.forEach((ordinal, amount) -> operators.add(ordinal, UpdateOperator.ADD, amount));
          table.update(key.of(table.meta(), 0, keyValues.toArray()), draft, operators, ifSequence);
        });
  }

  private void upsert(ModelTable model, Table table, long sequence) {
    Object[] values = tables.values(model, 10);
    long ifSequence = random.nextInt(8) == 0 ? Math.max(1, sequence - random.nextInt(4)) : 0;
    RejectionCode expected = model.upsert(values, ifSequence, sequence);
    expect(
        expected,
        "upsert",
        () -> {
          fill(table, values);
          table.upsert(draft, ifSequence);
        });
  }

  private void delete(ModelTable model, Table table) {
    List<Object> keyValues = someKey(model);
    RejectionCode expected = model.delete(keyValues, 0);
    expect(expected, "delete", () -> table.delete(key.of(table.meta(), 0, keyValues.toArray()), 0));
  }

  /** A key that is there, mostly. */
  private List<Object> someKey(ModelTable model) {
    if (!model.rows.isEmpty() && random.nextInt(8) != 0) {
      List<List<Object>> keys = new ArrayList<>(model.rows.keySet());
      return keys.get(random.nextInt(keys.size()));
    }
    List<Object> values = new ArrayList<>();
    for (String name : model.definition.primaryKey()) {
      values.add(tables.value(model.definition.field(name)));
    }
    return values;
  }

  private void fill(Table table, Object[] values) {
    draft.reset(table.layout());
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      if (ModelTable.isAbsent(value)) {
        continue;
      }
      if (value == null) {
        draft.setNull(i);
      } else if (value instanceof String text) {
        draft.setString(i, text);
      } else if (value instanceof Double number) {
        draft.setDouble(i, number);
      } else {
        draft.setLong(i, (Long) value);
      }
    }
  }

  private void expect(RejectionCode expected, String what, Runnable action) {
    RejectionCode actual = null;
    try {
      action.run();
    } catch (Rejection rejection) {
      actual = rejection.code();
    }
    assertEquals(expected, actual, what);
    refused += actual == null ? 0 : 1;
    accepted += actual == null ? 1 : 0;
  }

  int refused() {
    return refused;
  }

  int accepted() {
    return accepted;
  }

  @Override
  public void close() {
    key.close();
  }
}
