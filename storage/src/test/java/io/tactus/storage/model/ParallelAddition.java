package io.tactus.storage.model;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.parallel.ParallelUpdate;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.parallel.RangeChanges;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.PageCursor;
import io.tactus.storage.table.Table;
import java.math.BigInteger;
import java.util.List;

/** Adds to whole numbers of all rows by several threads. */
final class ParallelAddition implements AutoCloseable {
  private final ParallelWorkers workers = new ParallelWorkers(1);

  void add(Table table, List<RowWrite.Operator> operators) {
    RowDraft[] drafts = new RowDraft[workers.lanes()];
    for (int i = 0; i < drafts.length; i++) {
      drafts[i] = new RowDraft();
    }
    try (ParallelUpdate update =
        ParallelUpdate.compute(
            workers,
            table,
            table.ranges(),
            Long.MAX_VALUE,
            (pages, changes, work) ->
                add(table.layout(), operators, pages, changes, drafts[work.lane()]))) {
      update.outcome().rethrow();
      update.apply();
    }
  }

  private static void add(
      RowLayout layout,
      List<RowWrite.Operator> operators,
      PageCursor pages,
      RangeChanges changes,
      RowDraft draft) {
    while (pages.next()) {
      for (int i = 0; i < pages.rows(); i++) {
        long row = pages.address() + (long) i * layout.rowBytes();
        if (RowLayout.sequence(row) > 0) {
          draft.reset(layout);
          draft.copyFrom(row);
          boolean changed = false;
          for (RowWrite.Operator operator : operators) {
            changed |= operator.operand() != 0;
            add(layout.field(operator.ordinal()), row, operator.operand(), draft);
          }
          if (changed) {
            changes.replace(pages.slot(i), row, draft.rowAddress());
          }
        }
      }
    }
  }

  private static void add(RowField field, long row, long amount, RowDraft draft) {
    long value = field.getLong(row);
    if (field.kind() == io.tactus.storage.schema.TypeKind.U64) {
      BigInteger sum = new BigInteger(Long.toUnsignedString(value)).add(BigInteger.valueOf(amount));
      if (sum.signum() < 0 || sum.bitLength() > Long.SIZE) {
        throw new Rejection(RejectionCode.INVALID_VALUE, "u64: " + sum);
      }
      draft.setLong(field.ordinal(), sum.longValue());
      return;
    }
    long sum = value + amount;
    if (((value ^ sum) & (amount ^ sum)) < 0) {
      throw new Rejection(RejectionCode.INVALID_VALUE, field.kind() + ": " + value + " and more");
    }
    draft.setLong(field.ordinal(), sum);
  }

  @Override
  public void close() {
    workers.close();
  }
}
