package io.tactus.storage.model;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.query.Filter;
import io.tactus.storage.query.MatchingRows;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Random writes of rows, against a transaction and a model. */
final class RowCommands implements AutoCloseable {
  private final Random random;
  private final RandomWrites writes;
  private final Answers answers;
  private final DraftWriter drafts = new DraftWriter();
  private final MatchingRows matching = new MatchingRows();
  private final ParallelAddition parallel = new ParallelAddition();
  private boolean broken;

  RowCommands(Random random, Answers answers) {
    this.random = random;
    this.writes = new RandomWrites(random);
    this.answers = answers;
  }

  /** Plays one; the model has at least one table. Returns the model as it is then. */
  ModelStore play(Transaction transaction, ModelStore model, long sequence, boolean deferred) {
    List<String> names = new ArrayList<>(model.tables.keySet());
    String name = names.get(random.nextInt(names.size()));
    RowWrite.Kind kind = kind();
    boolean many = kind == RowWrite.Kind.UPDATE_WHERE || kind == RowWrite.Kind.DELETE_WHERE;
    boolean ofAll = random.nextInt(25) == 0;
    int times = !many && !ofAll && random.nextInt(100) < 3 ? 60 : 1;
    ModelStore now = model;
    for (int i = 0; i < times; i++) {
      ModelTable table = now.tables.get(name);
      RowWrite write =
          ofAll ? writes.parallelUpdate(table) : writes.ofKind(kind, now, table, sequence);
      if (write == null) {
        return now;
      }
      ModelStore after = now.copy();
      Set<RejectionCode> expected = write.applyTo(after, sequence, deferred);
      boolean stopped =
          answers.check(expected, write::toString, () -> execute(transaction, table, write));
      if (!stopped && expected.isEmpty()) {
        now = after;
      } else if (many) {
        broken = true;
        return now;
      }
      if (stopped) {
        return now;
      }
    }
    return now;
  }

  /** Those that commands make of others are made there. */
  private RowWrite.Kind kind() {
    RowWrite.Kind kind = writes.kind();
    return switch (kind) {
      case INSERT_OR_IGNORE -> RowWrite.Kind.INSERT;
      case MERGE -> RowWrite.Kind.UPSERT;
      default -> kind;
    };
  }

  /** Whether an operation on many rows was refused half way: only the whole can be undone then. */
  boolean isBroken() {
    boolean was = broken;
    broken = false;
    return was;
  }

  private void execute(Transaction transaction, ModelTable model, RowWrite write) {
    Table table = transaction.table(write.tableId());
    RowLayout layout = table.layout();
    RowDraft draft = drafts.draft(layout, model, write.row());
    FieldOperators operators = drafts.operators(write.operators());
    long key = write.key() == null ? 0 : drafts.key(model, write.key());
    switch (write.kind()) {
      case INSERT -> table.insert(draft);
      case UPSERT -> table.upsert(draft, write.ifSequence());
      case UPDATE -> {
        check(table, key, write);
        table.update(key, draft, operators, write.ifSequence());
      }
      case DELETE -> {
        check(table, key, write);
        table.delete(key, write.ifSequence());
      }
      case UPDATE_WHERE -> {
        transaction.beginOperation();
        begin(transaction, table, write);
        while (matching.next()) {
          table.updateAt(matching.slot(), draft, operators, 0);
        }
        transaction.endOperation();
      }
      case DELETE_WHERE -> {
        transaction.beginOperation();
        begin(transaction, table, write);
        while (matching.next()) {
          table.deleteAt(matching.slot(), 0);
        }
        transaction.endOperation();
      }
      case PARALLEL_UPDATE -> parallel.add(table, write.operators());
      case INSERT_OR_IGNORE, MERGE ->
          throw new IllegalArgumentException(write.kind() + " is made of others by the pipeline");
    }
  }

  private void begin(Transaction transaction, Table table, RowWrite write) {
    matching.begin(Filter.parse(table.layout(), write.where().text()), table, transaction.budget());
  }

  /** A condition on one row, as whoever applies commands asks it. */
  private static void check(Table table, long key, RowWrite write) {
    long row = write.where() == null ? 0 : table.find(key);
    if (row != 0 && !Filter.parse(table.layout(), write.where().text()).matches(row, table)) {
      throw new Rejection(RejectionCode.PRECONDITION, "the row does not match");
    }
  }

  @Override
  public void close() {
    drafts.close();
    parallel.close();
  }
}
