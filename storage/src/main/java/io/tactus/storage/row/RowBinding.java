package io.tactus.storage.row;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.schema.SchemaLimits;
import org.agrona.DirectBuffer;

/**
 * Reads a draft encoded under an older layout of a table into a draft of a newer one, field by
 * field by id. Built once per pair of layouts. Threading: one thread (it holds a scratch draft).
 *
 * <p>Renames, moves, new fields and other string capacities bind; a given field that is gone or is
 * of another kind does not: {@code schema_changed}. Values are checked against the newer bounds.
 */
public final class RowBinding {

  private final RowLayout older;
  private final RowLayout newer;
  private final RowField[] targets;
  private final RowDraft scratch = new RowDraft();
  private final byte[] utf8 = new byte[SchemaLimits.MAX_ROW_BYTES];

  /** Prepares the mapping; never refuses, because only given fields matter. */
  public RowBinding(RowLayout older, RowLayout newer) {
    this.older = older;
    this.newer = newer;
    targets = new RowField[older.fieldCount()];
    for (int i = 0; i < targets.length; i++) {
      RowField source = older.field(i);
      RowColumn column = newer.columnById(source.id());
      boolean same = column != null && column.leafCount() == source.column().leafCount();
      RowField target = same ? newer.field(column.firstLeaf() + source.position()) : null;
      targets[i] = same && target.kind() == source.kind() ? target : null;
    }
  }

  /**
   * Decodes under the older layout and sets every given field in a draft of the newer one, which is
   * reset first.
   *
   * @return the bytes read
   * @throws Rejection SCHEMA_CHANGED, or whatever the newer field refuses
   */
  public int decode(DirectBuffer buffer, int offset, int limit, RowDraft draft) {
    int length = scratch.reset(older).decode(buffer, offset, limit);
    draft.reset(newer);
    for (int i = 0; i < older.fieldCount(); i++) {
      if (scratch.isPresent(i)) {
        set(older.field(i), targets[i], draft);
      }
    }
    return length;
  }

  private void set(RowField source, RowField target, RowDraft draft) {
    if (target == null) {
      throw changed(source);
    }
    long row = scratch.rowAddress();
    if (source.isNull(row)) {
      draft.setNull(target.ordinal());
      return;
    }
    switch (source.kind()) {
      case F32, F64 -> draft.setDouble(target.ordinal(), source.getDouble(row));
      case UUID -> draft.setUuid(target.ordinal(), source.getUuidHigh(row), source.getUuidLow(row));
      case STRING -> {
        int length = DraftCodec.copyString(source, row, utf8);
        draft.setUtf8(target.ordinal(), utf8, 0, length);
      }
      default -> draft.setLong(target.ordinal(), source.getLong(row));
    }
  }

  /**
   * Demands that key images of the older layout mean the same in the newer one.
   *
   * @throws Rejection SCHEMA_CHANGED if the key is no longer made of the same fields and types
   */
  public void demandSameKey() {
    boolean same = older.keyFieldCount() == newer.keyFieldCount();
    for (int i = 0; same && i < older.keyFieldCount(); i++) {
      same =
          older.keyField(i).id() == newer.keyField(i).id()
              && older.keyField(i).type().equals(newer.keyField(i).type());
    }
    if (!same) {
      throw new Rejection(
              RejectionCode.SCHEMA_CHANGED,
              "the primary key of '" + newer.tableName() + "' changed")
          .at(newer.tableName(), "");
    }
  }

  private Rejection changed(RowField source) {
    return new Rejection(
            RejectionCode.SCHEMA_CHANGED,
            "field '"
                + source.name()
                + "' of '"
                + newer.tableName()
                + "' was dropped or changed its type")
        .at(newer.tableName(), source.name());
  }
}
