package io.tactus.storage.row;

import io.tactus.storage.page.Memory;
import io.tactus.storage.value.ValueDescriptor;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;

/**
 * Rows on their way out of the pages.
 *
 * <p>A <em>detached image</em> is {@link RowLayout#rowBytes()} bytes of row, with the values of
 * variable length behind it in the order of their fields. Its bytes are {@link
 * RowLayout#imageBytes}. Whoever keeps a row beyond its page keeps its detached image; for tables
 * without such values that is the row.
 *
 * <p>Threading: none of its own.
 */
public final class RowImages {

  private RowImages() {}

  /**
   * Writes the detached image of a row.
   *
   * @param source where the row's values are; {@link ValueSource#DETACHED} for an image
   * @param target has room for {@link RowLayout#imageBytes} of the row, and is not the row
   * @param view is moved
   * @return the bytes written
   */
  public static int detach(
      RowLayout layout, long row, ValueSource source, long target, ValueView view) {
    int end = layout.rowBytes();
    Memory.copy(row, target, end);
    for (int i = 0; i < layout.valueFieldCount(); i++) {
      int offset = layout.valueField(i).offset();
      view.wrap(source, row, offset);
      ValueDescriptor.putDetached(target + offset, view.lengthBytes(), end);
      view.copyTo(target + end);
      end += view.lengthBytes();
    }
    return end;
  }
}
