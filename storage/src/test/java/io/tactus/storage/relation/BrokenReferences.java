package io.tactus.storage.relation;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.WriteContext;
import java.util.function.BiFunction;
import java.util.function.IntFunction;

/** Keepers of references with a defect, to prove that the tests which hunt for it can find it. */
final class BrokenReferences {

  /** Makes a keeper. */
  interface Maker extends BiFunction<WriteContext, IntFunction<Table>, References> {}

  private BrokenReferences() {}

  /** Checks inserts, but not updates. */
  static References forgettingUpdates(WriteContext context, IntFunction<Table> tables) {
    ReferenceChecks checks =
        new ReferenceChecks(context, tables) {
          @Override
          void targetsOfUpdated(Relations relations, int change) {}
        };
    return new References(context, checks, new Cascade(context, tables));
  }

  /** Deletes whatever is referred to. */
  static References forgettingRestrict(WriteContext context, IntFunction<Table> tables) {
    ReferenceChecks checks =
        new ReferenceChecks(context, tables) {
          @Override
          void goneKeyOf(Relations relations, int change) {}
        };
    return new References(context, checks, new Cascade(context, tables));
  }

  /** Follows only what the operation itself deleted. */
  static References cascadingOnce(WriteContext context, IntFunction<Table> tables) {
    Cascade cascade =
        new Cascade(context, tables) {
          @Override
          void run(Relations relations, int from) {
            int end = context.changes().count();
            for (int change = from; change < end; change++) {
              follow(relations, change);
            }
          }
        };
    return new References(context, new ReferenceChecks(context, tables), cascade);
  }

  /** Writes the null into the page and tells neither index nor hash. */
  static References nullingBytesOnly(WriteContext context, IntFunction<Table> tables) {
    Cascade cascade =
        new Cascade(context, tables) {
          @Override
          void setNull(Relation relation, Table table, long slot) {
            long row = table.rowAddress(slot);
            relation.column().putNull(row);
            Memory.putLong(row, context.sequence());
          }
        };
    return new References(context, new ReferenceChecks(context, tables), cascade);
  }

  /** Refuses as soon as it meets a row that restricts, though a later cascade may delete it. */
  static References restrictingTooEarly(WriteContext context, IntFunction<Table> tables) {
    ReferenceChecks checks = new ReferenceChecks(context, tables);
    Cascade cascade =
        new Cascade(context, tables) {
          @Override
          void follow(Relations relations, int change) {
            for (Relation relation : relations.to(context.changes().table(change).id())) {
              if (relation.onDelete() == OnDelete.RESTRICT) {
                checks.goneKeyOf(relations, change);
              }
            }
            super.follow(relations, change);
          }
        };
    return new References(context, checks, cascade);
  }

  /** Forgets at the end of the command what was put off. */
  static References forgettingTheDeferred(WriteContext context, IntFunction<Table> tables) {
    ReferenceChecks checks =
        new ReferenceChecks(context, tables) {
          @Override
          void targetsLeftBy(Relations relations, int change) {}
        };
    return new References(context, checks, new Cascade(context, tables));
  }
}
