package io.tactus.storage.row;

import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Page;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * Where everything lies in the rows of a table.
 *
 * <pre>
 *  0  sequence of the last change, i64: above 0 live, else a free slot
 *  8  null bitmap: one bit per nullable field in schema order, ceil(nullable / 8) bytes
 *     fields in schema order, packed, little-endian
 *       text, bytes, json  length and place of the value, 8 bytes, see {@link
 *                  io.tactus.storage.value.ValueDescriptor}
 *       string(N)  length (1 byte if N is at most 255, else 2), N bytes, zero after the length
 *       uuid       16 bytes in text order
 *       bool       0 or 1
 *       enum       position of the value's name: 1 byte for up to 256 names, else 2
 *       composite  its members, one after the other
 *       array      its elements, one after the other
 *       reference  the target's key fields, one after the other
 * </pre>
 *
 * <p>A declared field is a <em>column</em>; what it is made of are <em>leaves</em>, single values
 * with names such as {@code position.x} and {@code stats.0}. Leaves are what is filtered, ordered,
 * indexed and written; in a table of scalars every column is a leaf.
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
  private final RowColumn[] columns;
  private final RowPart[] wholes;
  private final RowField[] keyFields;
  private final RowField[] valueFields;
  private final FieldNames names;
  private final int nullBitmapBytes;
  private final int rowBytes;
  private final int keyBytes;
  private final int generatedOrdinal;

  /** Lays out the rows of a valid table without declared types, which refers to itself at most. */
  public RowLayout(TableDefinition table) {
    this(table, Types.NONE);
  }

  /**
   * Lays out the rows of a valid table.
   *
   * @param types knows the table's declared types and the tables it refers to
   */
  public RowLayout(TableDefinition table, Types types) {
    this.table = table;
    LayoutBuilder builder = new LayoutBuilder(table, types);
    fields = builder.leaves.toArray(new RowField[0]);
    columns = builder.columns.toArray(new RowColumn[0]);
    wholes = builder.wholes.toArray(new RowPart[0]);
    names = new FieldNames(builder.parts);
    nullBitmapBytes = builder.nullBitmapBytes;
    rowBytes = builder.rowBytes();
    int generated = -1;
    for (RowField field : fields) {
      generated = field.definition().generated() ? field.ordinal() : generated;
    }
    generatedOrdinal = generated;
    valueFields = builder.leaves.stream().filter(RowField::isValue).toArray(RowField[]::new);
    keyFields = leaves(table.primaryKey()).toArray(new RowField[0]);
    int bytes = 0;
    for (RowField key : keyFields) {
      bytes += key.sizeBytes();
    }
    keyBytes = bytes;
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

  /** Returns the number of leaves. */
  public int fieldCount() {
    return fields.length;
  }

  /** Returns the words of a bitmap with a bit for each leaf. */
  int presentWords() {
    return (fields.length + Long.SIZE - 1) >>> 6;
  }

  /** Returns a leaf by ordinal. */
  public RowField field(int ordinal) {
    return fields[ordinal];
  }

  /** Returns a leaf by its name, as {@code position.x}, or null. */
  public RowField field(String name) {
    RowPart part = part(name);
    return part == null || !part.isLeaf() ? null : part.leaf();
  }

  /** Returns the number of columns: of declared fields. */
  public int columnCount() {
    return columns.length;
  }

  /** Returns a column by its position. */
  public RowColumn column(int index) {
    return columns[index];
  }

  /** Returns a column by name, or null. */
  public RowColumn column(String name) {
    RowPart part = part(name);
    return part == null || !part.isColumn() ? null : part.column();
  }

  /** Returns a column as a part. */
  public RowPart whole(int columnIndex) {
    return wholes[columnIndex];
  }

  /** Returns what a path names, column, part of one or leaf, or null. */
  public RowPart part(String path) {
    return names.find(path);
  }

  /**
   * Returns all leaves of these paths, in order: a key's or an index's fields.
   *
   * @throws IllegalArgumentException if one names nothing
   */
  public List<RowField> leaves(List<String> paths) {
    List<RowField> leaves = new ArrayList<>();
    for (String path : paths) {
      RowPart part = part(path);
      if (part == null) {
        throw new IllegalArgumentException(table.name() + " has no field " + path);
      }
      for (int i = 0; i < part.leafCount(); i++) {
        leaves.add(fields[part.firstLeaf() + i]);
      }
    }
    return leaves;
  }

  /** Returns the table of names that finds a part by the bytes of its path. */
  FieldNames names() {
    return names;
  }

  /** Tells whether the columns of two layouts are made of the same leaves, whatever their names. */
  public boolean sameShapes(RowLayout other) {
    boolean same = columns.length == other.columns.length;
    for (int i = 0; same && i < columns.length; i++) {
      same = columns[i].shape().equals(other.columns[i].shape());
    }
    return same;
  }

  /** Returns a column by the id of its field, or null. Cold: a linear search. */
  public RowColumn columnById(int id) {
    for (RowColumn column : columns) {
      if (column.id() == id) {
        return column;
      }
    }
    return null;
  }

  /** Tells whether rows have values of variable length, which lie outside of them. */
  public boolean hasValues() {
    return valueFields.length > 0;
  }

  /** Returns the number of fields of variable length. */
  public int valueFieldCount() {
    return valueFields.length;
  }

  /** Returns a field of variable length, in the order of the row. */
  public RowField valueField(int index) {
    return valueFields[index];
  }

  /** Returns the bytes of the detached image of a row: of the row and all its values. */
  public int imageBytes(long rowAddress) {
    int bytes = rowBytes;
    for (RowField field : valueFields) {
      bytes += field.valueLength(rowAddress);
    }
    return bytes;
  }

  /** Returns the most bytes that the detached image of a row takes. */
  public int maxImageBytes() {
    int values = valueFields.length * SchemaLimits.MAX_VALUE_BYTES;
    return rowBytes + Math.min(values, SchemaLimits.MAX_ROW_VALUE_BYTES);
  }

  /** Returns the number of leaves in the key. */
  public int keyFieldCount() {
    return keyFields.length;
  }

  /** Returns a leaf of the key by its position in it. */
  public RowField keyField(int keyPosition) {
    return keyFields[keyPosition];
  }

  /** Returns the bytes of a key image. */
  public int keyBytes() {
    return keyBytes;
  }

  /** Returns the ordinal of the generated leaf, or -1. */
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
