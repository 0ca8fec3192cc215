package io.tactus.storage.table;

import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;

/**
 * Hands out the ids of a table with a generated field.
 *
 * <p>The largest id so far is the value of the table's row in {@code _counters}: pages like any
 * other, so that a rolled-back command gives its ids back (they were never visible) and a committed
 * one never does.
 *
 * <p>Threading: tick thread only.
 */
final class GeneratedIds {
  private final WriteContext context;
  private final TableMeta meta;
  private final RowField field;
  private long counterSlot;

  GeneratedIds(WriteContext context, TableMeta meta) {
    this.context = context;
    this.meta = meta;
    this.field = meta.layout().field(meta.layout().generatedOrdinal());
  }

  /** Gives the draft its id, or takes notice of the one it brings. */
  void assign(RowDraft draft) {
    if (!draft.isPresent(field.ordinal())) {
      draft.setLong(field.ordinal(), next());
    } else {
      notice(draft.rowAddress());
    }
  }

  /** Takes notice of an id that an update changes. */
  void noticeChange(long old, long next) {
    if (!field.sameBytes(old, next)) {
      notice(next);
    }
  }

  String fieldName() {
    return field.name();
  }

  /** Makes sure that the id in this row is not handed out later. */
  private void notice(long row) {
    long id = field.getLong(row);
    boolean counts = field.kind().compareLong(id, 0) > 0;
    if (counts && Long.compareUnsigned(id, Counters.value(context.counters(), slot())) > 0) {
      Counters.set(context.counters(), slot(), id);
    }
  }

  private long next() {
    long last = Counters.value(context.counters(), slot());
    // The field may have been wider when its largest id was given.
    if (Long.compareUnsigned(last, field.kind().maxLong()) >= 0) {
      throw FieldArithmetic.outOfRange(meta.layout(), field)
          .withHint("the table has handed out its last id");
    }
    long next = last + 1;
    Counters.set(context.counters(), slot(), next);
    return next;
  }

  private long slot() {
    if (counterSlot == 0) {
      counterSlot = Counters.slot(context.counters(), meta.id(), context.keyScratch());
    }
    return counterSlot;
  }
}
