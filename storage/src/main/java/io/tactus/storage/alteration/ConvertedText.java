package io.tactus.storage.alteration;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaLimits;

/**
 * A string that becomes text, or text that becomes a string: it moves out of the row or into it.
 *
 * <p>Threading: one thread.
 */
final class ConvertedText implements LeafMove {
  private final RowLayout layout;
  private final RowField source;
  private final RowField target;
  private final RowDraft draft;
  private final boolean allowsLoss;
  private final ValueMoves values;
  private final byte[] utf8 = new byte[SchemaLimits.MAX_VALUE_BYTES];

  ConvertedText(
      RowLayout layout,
      RowField source,
      RowField target,
      RowDraft draft,
      boolean allowsLoss,
      ValueMoves values) {
    this.layout = layout;
    this.source = source;
    this.target = target;
    this.draft = draft;
    this.allowsLoss = allowsLoss;
    this.values = values;
  }

  @Override
  public void move(long oldRow, long newRow) {
    if (source.isNull(oldRow)) {
      Leaves.putNull(layout, target, newRow);
      return;
    }
    draft.setBytes(target.ordinal(), utf8, 0, read(oldRow));
    if (target.isValue()) {
      values.store(target, draft, newRow);
    } else {
      int offset = target.offset();
      Memory.copy(draft.rowAddress() + offset, newRow + offset, target.sizeBytes());
      values.drop(source, oldRow);
    }
  }

  private int read(long oldRow) {
    if (!source.isValue()) {
      int length = source.stringLength(oldRow);
      Memory.getBytes(source.stringAddress(oldRow), utf8, 0, length);
      return length;
    }
    int length = values.read(source, oldRow, utf8);
    int capacity = target.type().capacityBytes();
    if (!allowsLoss || length <= capacity) {
      return length;
    }
    int cut = capacity;
    while (cut > 0 && (utf8[cut] & 0xC0) == 0x80) {
      cut--;
    }
    return cut;
  }
}
