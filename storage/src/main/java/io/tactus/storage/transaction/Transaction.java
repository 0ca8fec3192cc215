package io.tactus.storage.transaction;

import io.tactus.storage.Rejection;
import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.alteration.SchemaPlan;
import io.tactus.storage.alteration.SchemaPlanner;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.relation.Relations;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.WorkBudget;
import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/**
 * The one open transaction of a store or fork; reused for every command.
 *
 * <p>{@code begin → writes, savepoints → commit | rollback}. A refused write or schema change
 * leaves nothing behind by itself; whoever refuses a whole command rolls back, to a savepoint or
 * altogether, and the rows, indexes, free lists, counters, catalog, page counts and state hashes
 * are then as they were. The work budget is not given back: work done is work done.
 *
 * <p>Threading: the writer's thread only.
 */
public final class Transaction {
  private final WorkingState state;
  private final long maxRows;
  private long[] spaceMarks = new long[8];
  private int[] changeMarks = new int[8];
  private Catalog[] catalogs = new Catalog[8];
  private long[] referenceMarks = new long[8];
  private int depth;
  private boolean open;
  private Catalog catalogAtBegin;

  Transaction(WorkingState state, long maxRows) {
    this.state = state;
    this.maxRows = maxRows;
  }

  /** Begins; rows written get this sequence. The budget starts at the store's limit. */
  public Transaction begin(long sequence) {
    if (open) {
      throw new IllegalStateException("a transaction is open already");
    }
    state.context().setSequence(sequence);
    state.context().budget().reset(maxRows);
    state.context().changes().clear();
    state.context().shrunk().clear();
    state.references().begin();
    catalogAtBegin = state.catalog();
    depth = 0;
    open = true;
    return this;
  }

  /** Tells whether it was begun and neither committed nor rolled back. */
  public boolean isOpen() {
    return open;
  }

  /** Returns the sequence given to {@link #begin}. */
  public long sequence() {
    return state.context().sequence();
  }

  /** Returns the rows this command may still touch. */
  public WorkBudget budget() {
    return state.context().budget();
  }

  /** Returns the catalog as this transaction sees it. */
  public Catalog catalog() {
    return state.catalog();
  }

  /** Returns the table with this id, or null. */
  public Table table(int id) {
    return state.table(id);
  }

  /** Returns the table of this name, or null. */
  public Table table(String name) {
    return state.table(name);
  }

  /** Marks a place to roll back to; savepoints nest. */
  public int savepoint() {
    requireOpen();
    if (depth == spaceMarks.length) {
      spaceMarks = Arrays.copyOf(spaceMarks, depth * 2);
      changeMarks = Arrays.copyOf(changeMarks, depth * 2);
      catalogs = Arrays.copyOf(catalogs, depth * 2);
      referenceMarks = Arrays.copyOf(referenceMarks, depth * 2);
    }
    spaceMarks[depth] = state.context().space().mark();
    changeMarks[depth] = state.context().changes().count();
    catalogs[depth] = state.catalog();
    referenceMarks[depth] = state.references().mark();
    return depth++;
  }

  /** Undoes everything since the savepoint and forgets it and those set after it. */
  public void rollbackTo(int savepoint) {
    requireSavepoint(savepoint);
    state.context().space().rollbackTo(spaceMarks[savepoint]);
    state.context().changes().rollbackTo(changeMarks[savepoint]);
    state.setCatalog(catalogs[savepoint]);
    state.references().rollbackTo(referenceMarks[savepoint]);
    depth = savepoint;
  }

  /** Forgets the savepoint and those set after it, and keeps what was done. */
  public void release(int savepoint) {
    requireSavepoint(savepoint);
    depth = savepoint;
  }

  /**
   * Brings the indexes up to date with the rows, so that {@link #commit} has nothing to refuse; to
   * be called before it by whoever cannot take a refusal there. Tables without rows, or with few in
   * many pages, give back what they do not need.
   *
   * @throws io.tactus.storage.Rejection MEMORY_LIMIT, WORK_BUDGET; the rows stay as they are, the
   *     caller rolls back
   */
  public void settleIndexes() {
    requireOpen();
    state.context().backlogs().apply();
    IntArrayList shrunk = state.context().shrunk();
    for (int i = 0; i < shrunk.size(); i++) {
      Table table = state.table(shrunk.getInt(i));
      if (table != null) {
        table.giveBack();
      }
    }
  }

  /**
   * Makes everything part of the working state and hands the row changes to the sink.
   *
   * @throws io.tactus.storage.Rejection as {@link #settleIndexes}; the transaction stays open
   */
  public void commit(ChangeSink sink) {
    requireOpen();
    if (state.references().isDeferred()) {
      throw new IllegalStateException("the references put off were not checked");
    }
    settleIndexes();
    state.context().changes().forEach(sink);
    state.context().space().commit();
    state.context().backlogs().clear();
    open = false;
  }

  /** Undoes everything. */
  public void rollback() {
    requireOpen();
    open = false;
    state.context().space().rollback();
    state.context().backlogs().clear();
    state.context().changes().clear();
    state.setCatalog(catalogAtBegin);
  }

  /**
   * Puts off, from here on, what is demanded of references to {@link #checkReferences}: that a row
   * referred to is there, and stays. Deletes still cascade, and set null, at once.
   */
  public void deferReferences() {
    requireOpen();
    state.references().defer();
  }

  /**
   * Checks what {@link #deferReferences} put off; to be called before {@link #commit}. Does nothing
   * if nothing was put off.
   *
   * @throws io.tactus.storage.Rejection REFERENCE, WORK_BUDGET; nothing is taken back
   */
  public void checkReferences() {
    requireOpen();
    state.references().checkDeferred();
  }

  /** Returns the number of the row change that {@link #checkReferences} refused, or -1. */
  public int refusedChange() {
    return state.references().refusedChange();
  }

  /**
   * The writes from here to {@link #endOperation} are one operation: references are checked, and
   * deletes cascade, when all of them are done, so that their order does not matter.
   */
  public void beginOperation() {
    requireOpen();
    state.references().hold();
  }

  /**
   * Ends what {@link #beginOperation} began.
   *
   * @throws io.tactus.storage.Rejection REFERENCE, WORK_BUDGET, MEMORY_LIMIT; nothing is taken
   *     back, the caller rolls back to before {@code beginOperation}
   */
  public void endOperation() {
    requireOpen();
    state.references().settle();
  }

  /** Returns which tables refer to which. */
  public Relations relations() {
    return state.references().relations();
  }

  /** Returns the number of row changes so far. */
  public int changeCount() {
    return state.context().changes().count();
  }

  /**
   * Creates a table: assigns its id and the ids of its fields, its areas and counters. The schema
   * version grows by one for all schema changes of a transaction together.
   *
   * @throws io.tactus.storage.Rejection CONFLICT {@code duplicate_table} if the name is taken,
   *     SCHEMA_INVALID, MEMORY_LIMIT
   */
  public TableMeta createTable(TableDefinition definition) {
    requireNothingPutOff();
    state.context().backlogs().apply();
    int savepoint = savepoint();
    try {
      state.setCatalog(
          state.catalogPages().createTable(state.catalog(), definition, nextSchemaVersion()));
    } catch (Rejection refused) {
      rollbackTo(savepoint);
      throw refused;
    }
    release(savepoint);
    return state.catalog().table(definition.name());
  }

  /**
   * Drops a table with all its rows and pages; its rows are not shown to the change sink one by
   * one.
   *
   * @throws io.tactus.storage.Rejection NOT_FOUND, SCHEMA_INVALID for a system table
   */
  public void dropTable(String name) {
    requireNothingPutOff();
    state.context().backlogs().apply();
    int savepoint = savepoint();
    try {
      state.setCatalog(state.catalogPages().dropTable(state.catalog(), name, nextSchemaVersion()));
    } catch (Rejection refused) {
      rollbackTo(savepoint);
      throw refused;
    }
    release(savepoint);
  }

  /**
   * Changes the schema, and with it the rows there are. All or nothing; undone like anything else.
   * No row changes are handed on: who follows rows is told by the schema version of the commit. The
   * row budget does not count it; the limits of pages and undo bytes hold as ever.
   *
   * @return what was done; without steps if all was so already, and the schema version stays then
   * @throws io.tactus.storage.Rejection SCHEMA_INVALID, NOT_FOUND, CONFLICT, NOT_NULL,
   *     INVALID_VALUE, CHECK, UNIQUE, REFERENCE, MEMORY_LIMIT, naming table, field and, where a row
   *     is the reason, its key
   */
  public SchemaPlan change(SchemaChange change) {
    requireNothingPutOff();
    state.context().backlogs().apply();
    SchemaPlan plan = SchemaPlanner.plan(state.catalog().schema(), change);
    WorkBudget budget = budget();
    long limit = budget.limit();
    long used = budget.used();
    int savepoint = savepoint();
    try {
      budget.reset(Long.MAX_VALUE);
      if (!plan.isEmpty()) {
        state.setCatalog(state.catalogPages().change(state.catalog(), plan, nextSchemaVersion()));
      }
    } catch (Rejection refused) {
      rollbackTo(savepoint);
      throw refused;
    } finally {
      budget.restore(limit, used);
    }
    release(savepoint);
    return plan;
  }

  private long nextSchemaVersion() {
    return catalogAtBegin.schemaVersion() + 1;
  }

  /**
   * What is put off names rows of the tables there were. Nobody needs both: a schema change is a
   * command of its own, and procedures cannot make one.
   */
  private void requireNothingPutOff() {
    if (state.references().isDeferred()) {
      throw new IllegalStateException("the schema cannot change while references are put off");
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("no transaction is open");
    }
  }

  private void requireSavepoint(int savepoint) {
    requireOpen();
    if (savepoint < 0 || savepoint >= depth) {
      throw new IllegalArgumentException("savepoint " + savepoint + " of " + depth);
    }
  }
}
