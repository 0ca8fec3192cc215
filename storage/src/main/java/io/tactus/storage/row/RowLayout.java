package io.tactus.storage.row;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.TableDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything lies in the rows of a table.
 *
 * <pre>
 *  0  sequence of the last change, i64: above 0 live, else a free slot
 *  8  null bitmap: one bit per nullable field in schema order, ceil(nullable / 8) bytes
 *     fields in schema order, packed, little-endian
 *       string(N)  length (1 byte if N is at most 255, else 2), N bytes, zero after the length
 *       uuid       16 bytes in text order
 *       bool       0 or 1
 * </pre>
 *
 * <p>A <em>key image</em> is the key fields packed in key order, in the same form. Threading:
 * immutable.
 */
public final class RowLayout {

  /** Where the sequence of the last change lies. */
  public static final int SEQUENCE_OFFSET = 0;

  /** Bytes of the row header. */
  public static final int HEADER_BYTES = 8;

  private final TableDefinition table;
  private final RowField[] fields;
  private final RowField[] keyFields;
  private final FieldNames names;
  private final int nullBitmapBytes;
  private final int rowBytes;
  private final int keyBytes;
  private final int generatedOrdinal;

  /** Lays out the rows of a valid table. */
  public RowLayout(TableDefinition table) {
    this.table = table;
    int nullable = 0;
    for (Field field : table.fields()) {
      nullable += field.nullable() ? 1 : 0;
    }
    nullBitmapBytes = (nullable + 7) >>> 3;
    fields = new RowField[table.fields().size()];
    int offset = HEADER_BYTES + nullBitmapBytes;
    int nullBit = 0;
    int generated = -1;
    for (int i = 0; i < fields.length; i++) {
      Field field = table.fields().get(i);
      int bit = field.nullable() ? nullBit++ : -1;
      fields[i] = new RowField(field, i, offset, bit, isIndexed(table, field.name()));
      offset += field.type().sizeBytes();
      generated = field.generated() ? i : generated;
    }
    rowBytes = offset;
    generatedOrdinal = generated;
    List<RowField> keys = new ArrayList<>();
    int bytes = 0;
    for (String name : table.primaryKey()) {
      RowField key = field(name);
      keys.add(key);
      bytes += key.sizeBytes();
    }
    keyFields = keys.toArray(new RowField[0]);
    keyBytes = bytes;
    names = new FieldNames(fields);
  }

  private static boolean isIndexed(TableDefinition table, String field) {
    boolean indexed = table.primaryKey().contains(field);
    for (IndexDefinition index : table.indexes()) {
      indexed |= index.fields().contains(field);
    }
    return indexed;
  }

  /** Returns the table this layout was made from. */
  public TableDefinition table() {
    return table;
  }

  /** Returns the table's name. */
  public String tableName() {
    return table.name();
  }

  /** Returns the bytes of a row, header included. */
  public int rowBytes() {
    return rowBytes;
  }

  /** Returns how many rows lie in one page. */
  public int rowsPerPage() {
    return Page.SIZE_BYTES / rowBytes;
  }

  /** Returns the bytes of the null bitmap, which begins after the header. */
  public int nullBitmapBytes() {
    return nullBitmapBytes;
  }

  /** Returns the number of fields. */
  public int fieldCount() {
    return fields.length;
  }

  /** Returns a field by ordinal. */
  public RowField field(int ordinal) {
    return fields[ordinal];
  }

  /** Returns a field by name, or null. Cold: a linear search. */
  public RowField field(String name) {
    for (RowField field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }

  /** Returns the table of names that finds a field by the bytes of its name. */
  FieldNames names() {
    return names;
  }

  /** Returns a field by id, or null. Cold: a linear search. */
  public RowField fieldById(int id) {
    for (RowField field : fields) {
      if (field.id() == id) {
        return field;
      }
    }
    return null;
  }

  /** Returns the number of key fields. */
  public int keyFieldCount() {
    return keyFields.length;
  }

  /** Returns a key field by its position in the key. */
  public RowField keyField(int keyPosition) {
    return keyFields[keyPosition];
  }

  /** Returns the bytes of a key image. */
  public int keyBytes() {
    return keyBytes;
  }

  /** Returns the ordinal of the generated field, or -1. */
  public int generatedOrdinal() {
    return generatedOrdinal;
  }

  /** Writes a row's key image at an address with room for {@link #keyBytes()}. */
  public void copyKey(long rowAddress, long keyAddress) {
    long target = keyAddress;
    for (RowField key : keyFields) {
      Memory.copy(rowAddress + key.offset(), target, key.sizeBytes());
      target += key.sizeBytes();
    }
  }

  /** Writes a key image's fields into a row image. */
  public void putKey(long keyAddress, long rowAddress) {
    long source = keyAddress;
    for (RowField key : keyFields) {
      Memory.copy(source, rowAddress + key.offset(), key.sizeBytes());
      source += key.sizeBytes();
    }
  }

  /** Tells whether a row has this key. */
  public boolean keyEquals(long rowAddress, long keyAddress) {
    long source = keyAddress;
    for (RowField key : keyFields) {
      if (!RowField.sameBytes(rowAddress + key.offset(), source, key.sizeBytes())) {
        return false;
      }
      source += key.sizeBytes();
    }
    return true;
  }

  /** Compares the keys of two rows in key order: the default order of results. */
  public int compareKeys(long leftRowAddress, long rightRowAddress) {
    for (RowField key : keyFields) {
      int order = key.compareValues(leftRowAddress, rightRowAddress);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** Reads the sequence of a row's last change; not above 0 for a free slot. */
  public static long sequence(long rowAddress) {
    return Memory.getLong(rowAddress + SEQUENCE_OFFSET);
  }

  /** Writes the sequence of a row's last change. */
  public static void putSequence(long rowAddress, long sequence) {
    Memory.putLong(rowAddress + SEQUENCE_OFFSET, sequence);
  }
}
