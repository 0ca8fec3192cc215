package io.tactus.storage.table;

import io.tactus.storage.index.Hash64;
import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The mix of a row with values of variable length, for the state hash: of its bytes, with each
 * descriptor replaced by the hash of the value's bytes, 0 for none. So neither where a value lies
 * nor how it was cut has any influence.
 *
 * <p>Threading: one thread.
 */
public final class RowHasher {
  private final ValueView view = new ValueView();
  private MemorySegment contents;

  /** Returns the mix of a row, as {@link StateHash#ofRow} does for tables without such values. */
  public long ofRow(long tableSeed, RowLayout layout, long row, ValueSource source) {
    if (!layout.hasValues()) {
      return StateHash.ofRow(tableSeed, layout, row);
    }
    if (contents == null) {
      contents = Arena.ofAuto().allocate(SchemaLimits.MAX_ROW_BYTES, Long.BYTES);
    }
    long image = contents.address();
    Memory.copy(row, image, layout.rowBytes());
    for (int i = 0; i < layout.valueFieldCount(); i++) {
      int offset = layout.valueField(i).offset();
      view.wrap(source, row, offset);
      int length = view.lengthBytes();
      Memory.putLong(image + offset, length == 0 ? 0 : Hash64.of(view.whole(), length, tableSeed));
    }
    return StateHash.ofRow(tableSeed, layout, image);
  }
}
