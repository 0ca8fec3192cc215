package io.tactus.storage.table;

import io.tactus.storage.index.TreeBacklogs;
import io.tactus.storage.page.Page;
import io.tactus.storage.page.PageSpace;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.SchemaLimits;
import java.lang.foreign.Arena;
import org.agrona.collections.IntArrayList;

/**
 * What all tables of one working state share: its pages, the open transaction's sequence, budget
 * and changes, and room for one row in the making.
 *
 * <p>Threading: the owner of the working state only.
 */
public final class WriteContext implements AutoCloseable {
  private final PageSpace space;
  private final long hashSeed;
  private final WorkBudget budget = new WorkBudget();
  private final RowChanges changes;
  private final TreeBacklogs backlogs;
  private final Arena arena = Arena.ofShared();
  private final long rowScratch =
      arena
          .allocate(SchemaLimits.MAX_ROW_BYTES + SchemaLimits.MAX_ROW_VALUE_BYTES, Long.BYTES)
          .address();
  private final long indexScratch = arena.allocate(Page.SIZE_BYTES, Long.BYTES).address();
  private final long keyScratch = arena.allocate(SchemaLimits.MAX_KEY_BYTES, Long.BYTES).address();
  private final RowDraft operatorDraft = new RowDraft();
  private long sequence;
  private Table counters;
  private RowRules rules = RowRules.NONE;
  private int rulesEpoch;

  /** Ids of tables that became empty or sparse in the open transaction, perhaps not for good. */
  private final IntArrayList shrunk = new IntArrayList();

  /** Creates the context of a working state. */
  public WriteContext(PageSpace space, long hashSeed, long maxChangeBytes) {
    this.space = space;
    this.hashSeed = hashSeed;
    this.changes = new RowChanges(maxChangeBytes);
    this.backlogs = new TreeBacklogs(space);
  }

  /** Sets the sequence rows get when they are written; above 0. */
  public void setSequence(long newSequence) {
    if (newSequence <= 0) {
      throw new IllegalArgumentException("sequence " + newSequence + " is not above 0");
    }
    sequence = newSequence;
  }

  /** Takes notice of a table that has lost its last row, or all but few. */
  void shrunk(int table) {
    if (!shrunk.containsInt(table)) {
      shrunk.addInt(table);
    }
  }

  /** Returns the ids of tables that have lost all or most rows, and were perhaps filled again. */
  public IntArrayList shrunk() {
    return shrunk;
  }

  /** Sets the table in which generated ids are counted. */
  public void setCounters(Table newCounters) {
    counters = newCounters;
  }

  /** Sets what other tables demand of row changes; to be called again when that changes. */
  public void setRules(RowRules newRules) {
    rules = newRules;
    rulesEpoch++;
  }

  /** Returns what other tables demand of row changes. */
  RowRules rules() {
    return rules;
  }

  /** Returns another number after each {@link #setRules}. */
  int rulesEpoch() {
    return rulesEpoch;
  }

  /** Returns the pages of the working state. */
  public PageSpace space() {
    return space;
  }

  /** Returns the work budget of the open transaction. */
  public WorkBudget budget() {
    return budget;
  }

  /** Returns the row changes of the open transaction. */
  public RowChanges changes() {
    return changes;
  }

  /** Returns what the open transaction holds back for trees. */
  public TreeBacklogs backlogs() {
    return backlogs;
  }

  /** Returns the sequence of the open transaction. */
  public long sequence() {
    return sequence;
  }

  /** Returns the seed for the key indexes of new tables. */
  long hashSeed() {
    return hashSeed;
  }

  /** Returns room for a row and its values of variable length. */
  long rowScratch() {
    return rowScratch;
  }

  long indexScratch() {
    return indexScratch;
  }

  /** Returns room for the key image of a row of any system table. */
  public long keyScratch() {
    return keyScratch;
  }

  RowDraft operatorDraft() {
    return operatorDraft;
  }

  /** Returns the table of counters. */
  public Table counters() {
    return counters;
  }

  @Override
  public void close() {
    changes.close();
    backlogs.close();
    arena.close();
  }
}
