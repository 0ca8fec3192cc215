package io.tactus.storage.relation;

import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.RowChanges;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.WriteContext;
import java.lang.foreign.Arena;
import java.util.function.IntFunction;

/**
 * The two checks: what a row refers to is there, and nobody refers to a row that is gone. Both look
 * into an index, never through a table; each look-up and each index entry met costs 1.
 *
 * <p>Threading: the owner of the working state only.
 */
class ReferenceChecks implements AutoCloseable {
  private final WriteContext context;
  private final IntFunction<Table> tables;
  private final Referrers referrers = new Referrers();
  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(SchemaLimits.MAX_KEY_BYTES, Long.BYTES).address();

  ReferenceChecks(WriteContext context, IntFunction<Table> tables) {
    this.context = context;
    this.tables = tables;
  }

  /** Checks every reference of the row that a change inserted. */
  void targetsOfInserted(Relations relations, int change) {
    RowChanges changes = context.changes();
    long row = changes.newRow(change);
    for (Relation relation : relations.from(changes.table(change).id())) {
      requireTarget(relation, row);
    }
  }

  /** Checks the references that an update changed. */
  void targetsOfUpdated(Relations relations, int change) {
    RowChanges changes = context.changes();
    long row = changes.newRow(change);
    for (Relation relation : relations.from(changes.table(change).id())) {
      if (!relation.sameTarget(changes.oldRow(change), row)) {
        requireTarget(relation, row);
      }
    }
  }

  /**
   * Checks the references that a change gave a row, if the row is still there and still has them: a
   * later change that gave it others is looked at by itself.
   */
  void targetsLeftBy(Relations relations, int change) {
    RowChanges changes = context.changes();
    if (changes.operation(change) == ChangeOperation.DELETE) {
      return;
    }
    TableMeta meta = changes.table(change);
    Relation[] references = relations.from(meta.id());
    if (references.length == 0) {
      return;
    }
    long row = present(meta, changes.newRow(change));
    if (row == 0) {
      return;
    }
    for (Relation relation : references) {
      if (relation.sameTarget(changes.newRow(change), row)) {
        requireTarget(relation, row);
      }
    }
  }

  /** Checks, if a change took a key away and it has not come back, that nobody refers to it. */
  void goneKeyOf(Relations relations, int change) {
    RowChanges changes = context.changes();
    if (changes.operation(change) == ChangeOperation.INSERT) {
      return;
    }
    TableMeta meta = changes.table(change);
    Relation[] incoming = relations.to(meta.id());
    long gone = changes.oldRow(change);
    boolean sameKey =
        changes.operation(change) == ChangeOperation.UPDATE
            && meta.primary().key().sameKey(gone, changes.newRow(change));
    if (incoming.length == 0 || sameKey || present(meta, gone) != 0) {
      return;
    }
    for (Relation relation : incoming) {
      Table table = tables.apply(relation.table().id());
      referrers.seek(relation, table, key, context.budget());
      if (referrers.next()) {
        throw ReferenceErrors.stillReferenced(relation, gone, table.rowAddress(referrers.slot()));
      }
    }
  }

  private void requireTarget(Relation relation, long row) {
    if (relation.isNull(row)) {
      return;
    }
    Table target = tables.apply(relation.target().id());
    if (target.find(relation.keyIn(row)) == 0) {
      throw ReferenceErrors.missing(relation, row);
    }
  }

  /** Returns the row that has the key of an image now, or 0; the key is left in {@link #key}. */
  private long present(TableMeta meta, long image) {
    meta.layout().copyKey(image, key);
    return tables.apply(meta.id()).find(key);
  }

  @Override
  public void close() {
    arena.close();
  }
}
