package io.tactus.storage.relation;

import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.RowChanges;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.WriteContext;
import java.lang.foreign.Arena;
import java.util.function.IntFunction;

/**
 * Does to the rows that referred to deleted rows what their fields demand: delete them, too, or set
 * the field null.
 *
 * <p>The command's row changes are the worklist: what a cascade deletes is appended to them and is
 * looked at when its turn comes. So there is no recursion, a row is deleted once however many paths
 * lead to it, cycles end, and the order is fixed: changes in the order they were made, for each the
 * relations by id of the referring table and by field, for each of these the rows by slot.
 *
 * <p>Threading: the owner of the working state only.
 */
class Cascade implements AutoCloseable {
  private final WriteContext context;
  private final IntFunction<Table> tables;
  private final Referrers referrers = new Referrers();
  private final RowDraft nullDraft = new RowDraft();
  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(SchemaLimits.MAX_KEY_BYTES, Long.BYTES).address();

  Cascade(WriteContext context, IntFunction<Table> tables) {
    this.context = context;
    this.tables = tables;
  }

  /**
   * Follows the deletes among the changes from number {@code from} on, and those this makes.
   *
   * @throws io.tactus.storage.Rejection WORK_BUDGET, MEMORY_LIMIT; the caller takes back
   */
  void run(Relations relations, int from) {
    RowChanges changes = context.changes();
    for (int change = from; change < changes.count(); change++) {
      if (changes.operation(change) == ChangeOperation.DELETE) {
        follow(relations, change);
      }
    }
  }

  /** Does what is demanded of the rows that refer to the row which a change deleted. */
  void follow(Relations relations, int change) {
    TableMeta gone = context.changes().table(change);
    boolean keyTaken = false;
    for (Relation relation : relations.to(gone.id())) {
      if (relation.onDelete() != OnDelete.RESTRICT) {
        if (!keyTaken) {
          // The row changes move when more of them are made.
          keyTaken = true;
          gone.layout().copyKey(context.changes().oldRow(change), key);
        }
        follow(relation);
      }
    }
  }

  private void follow(Relation relation) {
    Table table = tables.apply(relation.table().id());
    referrers.seek(relation, table, key, context.budget());
    while (referrers.next()) {
      if (relation.onDelete() == OnDelete.CASCADE) {
        table.deleteAt(referrers.slot(), 0);
      } else {
        setNull(relation, table, referrers.slot());
      }
    }
  }

  void setNull(Relation relation, Table table, long slot) {
    nullDraft.reset(table.layout());
    nullDraft.setNull(relation.column().firstLeaf());
    table.updateAt(slot, nullDraft, null, 0);
  }

  @Override
  public void close() {
    arena.close();
  }
}
