package io.tactus.storage.relation;

import io.tactus.storage.table.RowRules;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.WriteContext;
import java.util.function.IntFunction;

/**
 * Keeps the references of a working state whole: decides when what is checked.
 *
 * <pre>
 *  one write                 cascade, check                      at once
 *  hold … settle             cascade, check                      at settle: the writes are one operation
 *  defer … checkDeferred     cascade at once, check              at checkDeferred: the end of the command
 * </pre>
 *
 * <p>See the package for what is checked. Threading: the owner of the working state only.
 */
public final class References implements RowRules, AutoCloseable {
  private static final int NOT_HELD = -1;

  private final WriteContext context;
  private final ReferenceChecks checks;
  private final Cascade cascade;
  private Relations relations = Relations.NONE;
  private boolean cascading;
  private boolean deferred;
  private int heldFrom = NOT_HELD;
  private int refusedChange = -1;

  /**
   * Creates the keeper of a working state.
   *
   * @param tables gives the working table with an id
   */
  public References(WriteContext context, IntFunction<Table> tables) {
    this(context, new ReferenceChecks(context, tables), new Cascade(context, tables));
  }

  /** Creates a keeper from parts, which a test may have broken. */
  References(WriteContext context, ReferenceChecks checks, Cascade cascade) {
    this.context = context;
    this.checks = checks;
    this.cascade = cascade;
  }

  /** Takes over the relations of another catalog. */
  public void bind(Relations newRelations) {
    relations = newRelations;
    context.setRules(this);
  }

  /** Returns the relations of the present catalog. */
  public Relations relations() {
    return relations;
  }

  /** A transaction begins: nothing is held or deferred. */
  public void begin() {
    deferred = false;
    heldFrom = NOT_HELD;
    refusedChange = -1;
  }

  /** Returns what is held and put off now, for {@link #rollbackTo}. */
  public long mark() {
    return (long) heldFrom << 1 | (deferred ? 1 : 0);
  }

  /** Holds and puts off again what {@link #mark} told; the row changes are taken back already. */
  public void rollbackTo(long mark) {
    heldFrom = (int) (mark >> 1);
    deferred = (mark & 1) != 0;
    refusedChange = -1;
  }

  /**
   * The writes until {@link #settle} are one operation: a row that one of them deletes may be
   * referred to by a row that a later one deletes, and cascades come after all of them. Whoever
   * holds and then does not settle, because something was refused, rolls the command back.
   */
  public void hold() {
    if (heldFrom != NOT_HELD) {
      throw new IllegalStateException("held already");
    }
    heldFrom = context.changes().count();
  }

  /**
   * Ends the operation begun with {@link #hold}.
   *
   * @throws io.tactus.storage.Rejection REFERENCE, WORK_BUDGET, MEMORY_LIMIT; the caller rolls back
   */
  public void settle() {
    int from = heldFrom;
    heldFrom = NOT_HELD;
    int end = context.changes().count();
    follow(from);
    if (!deferred) {
      for (int change = from; change < end; change++) {
        checks.targetsLeftBy(relations, change);
      }
      checkGoneKeys(from);
    }
  }

  /** Puts off the checks of this transaction, from now on, until {@link #checkDeferred}. */
  public void defer() {
    deferred = true;
  }

  /** Tells whether checks are put off that were not made up for. */
  public boolean isDeferred() {
    return deferred;
  }

  /**
   * Makes up for the checks put off with {@link #defer}, over all changes of the transaction, and
   * puts off no more. Without {@code defer} there is nothing to do.
   *
   * @throws io.tactus.storage.Rejection REFERENCE, WORK_BUDGET; {@link #refusedChange} says where
   */
  public void checkDeferred() {
    if (!deferred) {
      return;
    }
    deferred = false;
    for (int change = 0; change < context.changes().count(); change++) {
      refusedChange = change;
      checks.targetsLeftBy(relations, change);
      checks.goneKeyOf(relations, change);
    }
    refusedChange = -1;
  }

  /** Returns the number of the row change that {@link #checkDeferred} refused, or -1. */
  public int refusedChange() {
    return refusedChange;
  }

  @Override
  public boolean concern(TableMeta table) {
    return relations.concern(table.id());
  }

  @Override
  public void inserted(int change) {
    if (checksAtOnce()) {
      checks.targetsOfInserted(relations, change);
    }
  }

  @Override
  public void updated(int change) {
    if (checksAtOnce()) {
      checks.targetsOfUpdated(relations, change);
      checks.goneKeyOf(relations, change);
    }
  }

  @Override
  public void deleted(int change) {
    if (cascading || heldFrom != NOT_HELD) {
      return;
    }
    follow(change);
    if (!deferred) {
      checkGoneKeys(change);
    }
  }

  private boolean checksAtOnce() {
    return !cascading && !deferred && heldFrom == NOT_HELD;
  }

  private void follow(int from) {
    cascading = true;
    try {
      cascade.run(relations, from);
    } finally {
      cascading = false;
    }
  }

  /** All cascades are through: a row that still refers to a gone one is one that restricts. */
  private void checkGoneKeys(int from) {
    for (int change = from; change < context.changes().count(); change++) {
      checks.goneKeyOf(relations, change);
    }
  }

  @Override
  public void close() {
    checks.close();
    cascade.close();
  }
}
