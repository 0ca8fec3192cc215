package io.tactus.storage.model;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows as they lie in pages or travel, as {@link ModelImage#withValues} would have them. */
final class PageRow {
  private static final int DESCRIPTOR_BYTES = 8;

  private PageRow() {}

  static ByteBuffer withValues(ModelTable table, TableView view, long address) {
    return withValues(table, view.values(), address);
  }

  /** The keys of a table's rows in the order of their slots. */
  static List<List<Object>> keysInOrder(ModelTable table, TableView view) {
    Map<ByteBuffer, List<Object>> keys = new HashMap<>();
    table.rows.forEach(
        (key, row) -> keys.put(ByteBuffer.wrap(ModelImage.withValues(table, row)), key));
    List<List<Object>> order = new ArrayList<>();
    ScanCursor cursor = new ScanCursor();
    view.scan(cursor);
    while (cursor.next()) {
      order.add(keys.get(withValues(table, view, cursor.address())));
    }
    return order;
  }

  /** The contents of a row without its header; the place of a value does not count. */
  static ByteBuffer withValues(ModelTable table, ValueSource source, long address) {
    long nullable = table.fields.stream().filter(ModelField::nullable).count();
    int bytes = (int) (nullable + 7) / 8;
    for (ModelLeaf leaf : table.leaves()) {
      bytes += leaf.sizeBytes();
    }
    byte[] contents = new byte[bytes];
    Memory.getBytes(address + RowLayout.HEADER_BYTES, contents, 0, bytes);
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    int offset = (int) (nullable + 7) / 8;
    ValueView view = new ValueView();
    for (ModelLeaf leaf : table.leaves()) {
      if (leaf.isVariable() && !isNull(table, contents, leaf.column())) {
        view.wrap(source, address, RowLayout.HEADER_BYTES + offset);
        values.writeBytes(ByteBuffer.allocate(4).putInt(view.lengthBytes()).array());
        while (view.next()) {
          byte[] piece = new byte[view.pieceBytes()];
          Memory.getBytes(view.address(), piece, 0, piece.length);
          values.writeBytes(piece);
        }
        java.util.Arrays.fill(contents, offset, offset + DESCRIPTOR_BYTES, (byte) 0);
      }
      offset += leaf.sizeBytes();
    }
    if (values.size() == 0) {
      return ByteBuffer.wrap(contents);
    }
    return ByteBuffer.allocate(bytes + values.size())
        .put(contents)
        .put(values.toByteArray())
        .flip();
  }

  private static boolean isNull(ModelTable table, byte[] contents, int column) {
    int bit = 0;
    for (int i = 0; i < column; i++) {
      bit += table.fields.get(i).nullable() ? 1 : 0;
    }
    return table.fields.get(column).nullable() && (contents[bit / 8] >> (bit % 8) & 1) != 0;
  }
}
