package io.tactus.storage.alteration;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.RowValues;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes rows of a table's new layout from rows of its old one. Built once per change: leaves that
 * stay as they are and lie side by side in both layouts are copied as one run of bytes, the others
 * have a {@link LeafMove} each.
 *
 * <p>Also says whether rows must be written anew at all, or only checked, or neither.
 *
 * <p>Threading: one thread (it holds a scratch draft).
 */
public final class RowConverter {
  private final RowLayout from;
  private final RowLayout to;
  private final RowDraft draft = new RowDraft();
  private final List<LeafMove> moves = new ArrayList<>();
  private final List<LeafMove> checks = new ArrayList<>();
  private final boolean rewrites;
  private final ValueMoves values = new ValueMoves();
  private CopiedRun run = new CopiedRun(0, 0, RowLayout.HEADER_BYTES);

  /**
   * Prepares the conversion.
   *
   * @param allowsLoss whether values may be rounded and cut to fit
   */
  public RowConverter(RowLayout from, RowLayout to, boolean allowsLoss) {
    this.from = from;
    this.to = to;
    draft.reset(to);
    boolean same = from.rowBytes() == to.rowBytes() && from.fieldCount() == to.fieldCount();
    moves.add(run);
    for (int i = 0; i < to.fieldCount(); i++) {
      RowField target = to.field(i);
      RowField source = Leaves.source(from, target);
      same &= source != null && Leaves.samePlace(source, target);
      if (source == null) {
        moves.add(target.isValue() ? new NewValue(to, target) : new NewLeaf(to, target));
      } else if (!Leaves.sameType(source, target)) {
        boolean value = source.isValue() || target.isValue();
        moves.add(
            value
                ? new ConvertedText(to, source, target, draft, allowsLoss, values)
                : new ConvertedLeaf(to, source, target, draft, allowsLoss));
      } else {
        keep(source, target);
      }
    }
    rewrites = !same;
    for (int i = 0; i < from.valueFieldCount(); i++) {
      RowField source = from.valueField(i);
      if (to.columnById(source.id()) == null) {
        moves.add((oldRow, newRow) -> values.drop(source, oldRow));
      }
    }
  }

  /**
   * Says where values of variable length come from and go to; those that stay keep their places.
   */
  public void useValues(RowValues oldValues, RowValues newValues) {
    values.use(oldValues, newValues);
  }

  private void keep(RowField source, RowField target) {
    if (!Leaves.sameBounds(source, target)) {
      LeafMove checked = new ConvertedLeaf(to, source, target, draft, false);
      checks.add(checked);
      moves.add(checked);
      return;
    }
    if (source.kind().isFloat() && Leaves.newlyIndexed(source, target)) {
      // Indexes find by bytes: -0.0 becomes 0.0, which the draft sees to.
      moves.add(new ConvertedLeaf(to, source, target, draft, false));
      return;
    }
    if (source.nullable()) {
      moves.add(new NullableLeaf(to, source, target));
      return;
    }
    if (!run.extend(source, target)) {
      run = new CopiedRun(source.offset(), target.offset(), source.sizeBytes());
      moves.add(run);
    }
  }

  /** Tells whether the bytes of rows change. */
  public boolean rewrites() {
    return rewrites;
  }

  /** Tells whether rows that keep their bytes must be looked at: bounds are others. */
  public boolean checks() {
    return !checks.isEmpty();
  }

  /** Tells whether entries of an index over these fields stay true: same values, same bytes. */
  public boolean keepsKey(List<String> fields, IndexKind kind) {
    for (RowField target : to.leaves(fields)) {
      RowField source = Leaves.source(from, target);
      if (source == null
          || !Leaves.sameType(source, target)
          // An ordered key has a marker where null may be.
          || (kind == IndexKind.ORDERED && source.nullable() != target.nullable())) {
        return false;
      }
    }
    return true;
  }

  /** Returns the layout of the rows to make. */
  public RowLayout to() {
    return to;
  }

  /**
   * Makes a row, its header included.
   *
   * @param oldRow a row of the old layout
   * @param newRow where to; all zero
   * @throws Rejection NOT_NULL, INVALID_VALUE, CHECK; names table and field, not the row
   */
  public void convert(long oldRow, long newRow) {
    for (int i = 0; i < moves.size(); i++) {
      moves.get(i).move(oldRow, newRow);
    }
    if (to.imageBytes(newRow) - to.rowBytes() > SchemaLimits.MAX_ROW_VALUE_BYTES) {
      throw RowDraft.valuesTooLong(to);
    }
  }

  /**
   * Looks at a row that keeps its bytes.
   *
   * @param scratch room for a row of the new layout
   * @throws Rejection CHECK, INVALID_VALUE
   */
  public void check(long row, long scratch) {
    for (int i = 0; i < checks.size(); i++) {
      checks.get(i).move(row, scratch);
    }
  }

  /** Bytes that lie side by side in both layouts; the first run begins with the row's header. */
  private static final class CopiedRun implements LeafMove {
    private final int source;
    private final int target;
    private int bytes;

    CopiedRun(int source, int target, int bytes) {
      this.source = source;
      this.target = target;
      this.bytes = bytes;
    }

    boolean extend(RowField nextSource, RowField nextTarget) {
      boolean follows =
          nextSource.offset() == source + bytes && nextTarget.offset() == target + bytes;
      bytes += follows ? nextSource.sizeBytes() : 0;
      return follows;
    }

    @Override
    public void move(long oldRow, long newRow) {
      Memory.copy(oldRow + source, newRow + target, bytes);
    }
  }

  /** A leaf that keeps its type and may be null so far. */
  private record NullableLeaf(RowLayout layout, RowField source, RowField target)
      implements LeafMove {
    @Override
    public void move(long oldRow, long newRow) {
      if (source.isNull(oldRow)) {
        Leaves.putNull(layout, target, newRow);
      } else {
        Memory.copy(oldRow + source.offset(), newRow + target.offset(), source.sizeBytes());
      }
    }
  }

  /** A leaf of a new field; a generated one is filled in by whoever hands out the numbers. */
  private record NewLeaf(RowLayout layout, RowField target) implements LeafMove {
    @Override
    public void move(long oldRow, long newRow) {
      if (target.definition().required()) {
        throw new Rejection(
                RejectionCode.NOT_NULL,
                "field '" + target.name() + "' is required, and there are rows")
            .withHint("give it a default, or make it nullable")
            .at(layout.tableName(), target.name());
      }
      if (!target.definition().generated()) {
        target.putDefault(newRow);
      }
    }
  }

  /** A new field of variable length: its default, once for every row. */
  private final class NewValue implements LeafMove {
    private final NewLeaf leaf;
    private final RowField target;

    NewValue(RowLayout layout, RowField target) {
      this.leaf = new NewLeaf(layout, target);
      this.target = target;
    }

    @Override
    public void move(long oldRow, long newRow) {
      if (target.defaultBytes() == null) {
        leaf.move(oldRow, newRow);
        return;
      }
      draft.setDefault(target.ordinal());
      values.store(target, draft, newRow);
    }
  }
}
