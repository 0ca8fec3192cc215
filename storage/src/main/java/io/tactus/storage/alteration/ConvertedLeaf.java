package io.tactus.storage.alteration;

import io.tactus.storage.Rejection;
import io.tactus.storage.json.InvalidValue;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TypeKind;

/**
 * A leaf whose type or bounds change. Every value goes through a draft, so that it is checked by
 * the rules and in the words with which it would be refused if it came from outside.
 *
 * <p>Threading: one thread.
 */
final class ConvertedLeaf implements LeafMove {
  private final RowLayout layout;
  private final RowField source;
  private final RowField target;
  private final RowDraft draft;
  private final boolean allowsLoss;
  private final LeafText text;
  private final byte[] utf8 = new byte[SchemaLimits.MAX_ROW_BYTES];

  ConvertedLeaf(
      RowLayout layout, RowField source, RowField target, RowDraft draft, boolean allowsLoss) {
    this.layout = layout;
    this.source = source;
    this.target = target;
    this.draft = draft;
    this.allowsLoss = allowsLoss;
    this.text = new LeafText(source, target);
  }

  @Override
  public void move(long oldRow, long newRow) {
    if (source.isNull(oldRow)) {
      Leaves.putNull(layout, target, newRow);
      return;
    }
    try {
      convert(oldRow);
    } catch (Rejection refused) {
      throw refused.at(layout.tableName(), target.name());
    }
    Memory.copy(draft.rowAddress() + target.offset(), newRow + target.offset(), target.sizeBytes());
  }

  private void convert(long oldRow) {
    TypeKind kind = source.kind();
    if (kind == TypeKind.STRING && target.kind() == TypeKind.STRING) {
      convertString(oldRow);
    } else if (kind == TypeKind.STRING
        || kind == TypeKind.ENUM
        || target.kind() == TypeKind.STRING) {
      text.convert(oldRow, draft);
    } else if (kind == TypeKind.UUID) {
      draft.setUuid(target.ordinal(), source.getUuidHigh(oldRow), source.getUuidLow(oldRow));
    } else if (kind.isFloat()) {
      convertDouble(source.getDouble(oldRow));
    } else {
      convertLong(source.getLong(oldRow));
    }
  }

  private void convertString(long oldRow) {
    int length = source.stringLength(oldRow);
    Memory.getBytes(source.stringAddress(oldRow), utf8, 0, length);
    int capacity = target.type().capacityBytes();
    if (allowsLoss && length > capacity) {
      length = capacity;
      while (length > 0 && (utf8[length] & 0xC0) == 0x80) {
        length--;
      }
    }
    draft.setBytes(target.ordinal(), utf8, 0, length);
  }

  private void convertDouble(double value) {
    TypeKind kind = target.kind();
    if (kind.isFloat()) {
      if (!allowsLoss && kind == TypeKind.F32 && (float) value != value) {
        throw inexact(Double.toString(value));
      }
      draft.setDouble(target.ordinal(), value);
      return;
    }
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    if (!allowsLoss && whole != value) {
      throw inexact(Double.toString(value));
    }
    draft.setLong(target.ordinal(), Numbers.toLong(whole, kind, target.type().toString()));
  }

  private void convertLong(long value) {
    TypeKind from = source.kind();
    TypeKind to = target.kind();
    if (!to.isFloat()) {
      // A value of 2^63 and more and a negative one have the same bits: neither fits the other.
      boolean wraps = value < 0 && (from == TypeKind.U64) != (to == TypeKind.U64);
      if (wraps) {
        throw InvalidValue.outOfRange(target.type().toString(), Numbers.text(from, value));
      }
      draft.setLong(target.ordinal(), value);
      return;
    }
    double nearest = Numbers.nearest(from, value, to == TypeKind.F32);
    if (!allowsLoss && !Numbers.isExact(from, value, nearest)) {
      throw inexact(Numbers.text(from, value));
    }
    draft.setDouble(target.ordinal(), nearest);
  }

  private Rejection inexact(String value) {
    return InvalidValue.outOfRange(target.type().toString(), value)
        .withHint("repeat with allowLoss=true to round what does not fit");
  }
}
