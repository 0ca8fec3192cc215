package io.tactus.storage.catalog;

import io.tactus.storage.page.Memory;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import java.io.ByteArrayOutputStream;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Documents that are longer than a row, as rows of a table with the columns owner, part and text:
 * {@code (owner, 0, "…"), (owner, 1, "…")}.
 *
 * <p>Threading: tick thread only; cold.
 */
final class DocumentParts {
  private static final int PART_ORDINAL = 1;
  private static final int TEXT_ORDINAL = 2;

  private DocumentParts() {}

  /** Inserts the parts of a document; {@code owner} sets the first column of each. */
  static void write(Table table, RowDraft draft, byte[] document, Consumer<RowDraft> owner) {
    int part = 0;
    int at = 0;
    while (at < document.length) {
      int length = partLength(document, at);
      draft.reset(table.layout());
      owner.accept(draft);
      draft.setLong(PART_ORDINAL, part++);
      draft.setBytes(TEXT_ORDINAL, document, at, length);
      table.insert(draft);
      at += length;
    }
  }

  /** Returns the bytes of the next part: never cutting a character, since parts are strings. */
  private static int partLength(byte[] document, int at) {
    int end = Math.min(document.length, at + SystemTables.PART_BYTES);
    while (end < document.length && (document[end] & 0xC0) == 0x80) {
      end--;
    }
    return end - at;
  }

  /** Reads all documents, by owner. */
  static <K extends Comparable<K>> SortedMap<K, byte[]> read(Table table, LongFunction<K> owner) {
    RowLayout layout = table.layout();
    RowField text = layout.field(TEXT_ORDINAL);
    TreeMap<K, TreeMap<Integer, byte[]>> parts = new TreeMap<>();
    ScanCursor cursor = new ScanCursor();
    table.scan(cursor);
    while (cursor.next()) {
      long row = cursor.address();
      byte[] bytes = new byte[text.stringLength(row)];
      Memory.getBytes(text.stringAddress(row), bytes, 0, bytes.length);
      parts
          .computeIfAbsent(owner.apply(row), key -> new TreeMap<>())
          .put((int) layout.field(PART_ORDINAL).getLong(row), bytes);
    }
    TreeMap<K, byte[]> documents = new TreeMap<>();
    parts.forEach(
        (key, document) -> {
          ByteArrayOutputStream all = new ByteArrayOutputStream();
          document.values().forEach(all::writeBytes);
          documents.put(key, all.toByteArray());
        });
    return documents;
  }
}
