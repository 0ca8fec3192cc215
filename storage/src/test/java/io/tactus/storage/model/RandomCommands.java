package io.tactus.storage.model;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.alteration.SchemaChangeJson;
import io.tactus.storage.table.WorkBudget;
import io.tactus.storage.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Plays random transactions against a store's transaction and a model, and compares the answers.
 */
final class RandomCommands implements AutoCloseable {
  private static final long FEW_ROWS = 40;

  /** Enough to find most kinds of schema changes that the tables there are allow. */
  private static final int TRIES = 40;

  private static final SchemaChange ANY_CHANGE = new SchemaChange.DropTable("alpha");

  private final Random random;
  private final Answers answers = new Answers();
  private final SchemaCommands schemas;
  private final RowCommands rows;

  RandomCommands(Random random) {
    this.random = random;
    this.schemas = new SchemaCommands(random, TRIES);
    this.rows = new RowCommands(random, answers);
  }

  /**
   * Plays one transaction; returns the model as it must be afterwards: the same one if all was
   * undone.
   *
   * @param lowMemory whether pages may run out
   */
  ModelStore play(Transaction transaction, ModelStore model, long sequence, boolean lowMemory) {
    ModelStore now = model.copy();
    List<ModelStore> savepoints = new ArrayList<>();
    List<Integer> tokens = new ArrayList<>();
    transaction.begin(sequence);
    boolean limited = lowMemory || random.nextInt(12) == 0;
    if (limited && !lowMemory) {
      transaction.budget().reset(1 + random.nextLong(FEW_ROWS));
    }
    answers.setLimited(limited);
    boolean deferred = random.nextInt(5) == 0 && !model.tables.isEmpty();
    if (deferred) {
      transaction.deferReferences();
    }
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
      } else {
        ModelStore before = limited ? now.copy() : now;
        ModelStore after =
            operation(transaction, now, dice, sequence, model.schemaVersion + 1, deferred);
        now = after == null ? before : after;
        if (rows.isBroken()) {
          answers.setLimited(false);
          transaction.budget().reset(Long.MAX_VALUE);
          transaction.rollback();
          return model;
        }
      }
    }
    answers.setLimited(false);
    transaction.budget().reset(Long.MAX_VALUE); // whoever compares reads without limit
    if (random.nextInt(4) == 0) {
      transaction.rollback();
      return model;
    }
    if (deferred) {
      boolean whole = now.isWhole();
      Set<RejectionCode> expected =
          whole ? EnumSet.noneOf(RejectionCode.class) : EnumSet.of(RejectionCode.REFERENCE);
      answers.check(expected, () -> "deferred references", transaction::checkReferences);
      if (!whole) {
        transaction.rollback();
        return model;
      }
    }
    ChangeReplay changes = new ChangeReplay(model, now);
    transaction.commit(changes);
    changes.check();
    return now;
  }

  private ModelStore operation(
      Transaction transaction,
      ModelStore now,
      int dice,
      long sequence,
      long schemaVersion,
      boolean deferred) {
    SchemaSink sink = sink(transaction);
    if (now.tables.isEmpty()) {
      return schemas.begin(sink, now, schemaVersion);
    }
    if (dice < 20 && deferred) {
      // Schema changes are commands of their own: none meets references that are put off.
      assertThrows(IllegalStateException.class, () -> transaction.change(ANY_CHANGE));
      return now;
    }
    return dice < 20
        ? schemas.play(sink, now, schemaVersion)
        : rows.play(transaction, now, sequence, deferred);
  }

  private SchemaSink sink(Transaction transaction) {
    return new SchemaSink() {
      @Override
      public boolean change(String document, Set<RejectionCode> expected) {
        return RandomCommands.this.change(transaction, document, expected);
      }

      @Override
      public List<List<Object>> keysInOrder(ModelTable table) {
        WorkBudget budget = transaction.budget();
        long limit = budget.limit();
        long used = budget.used();
        budget.reset(Long.MAX_VALUE);
        try {
          return PageRow.keysInOrder(table, TableView.of(transaction.table(table.name)));
        } finally {
          budget.restore(limit, used);
        }
      }
    };
  }

  private boolean change(Transaction transaction, String document, Set<RejectionCode> expected) {
    byte[] json = document.getBytes(StandardCharsets.UTF_8);
    return answers.check(
        expected,
        () -> document,
        () -> transaction.change(SchemaChangeJson.parse(json, 0, json.length)));
  }

  PlayedChanges played() {
    return schemas.played();
  }

  int refused() {
    return answers.refused();
  }

  int accepted() {
    return answers.accepted();
  }

  /** Operations that a limit stopped. */
  int stopped() {
    return answers.stopped();
  }

  @Override
  public void close() {
    rows.close();
  }
}
