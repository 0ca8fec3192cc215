package io.tactus.storage.row;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.Shape;

/**
 * A declared field in a row: a run of leaves that lie next to each other and share one null bit.
 *
 * <pre>
 *  position Vec3   | x f32 | y f32 | z f32 |     column 3, leaves 5, 6 and 7
 * </pre>
 *
 * <p>A scalar field is one column of one leaf. Threading: immutable.
 */
public final class RowColumn {

  private final Field definition;
  private final Shape shape;
  private final int index;
  private final int firstLeaf;
  private final int leafCount;
  private final int offset;
  private final int sizeBytes;
  private final int nullBit;

  /**
   * Places a column.
   *
   * @param nullBit its bit in the null bitmap, or -1 if not nullable
   */
  RowColumn(Field definition, Shape shape, int index, int firstLeaf, int offset, int nullBit) {
    this.definition = definition;
    this.shape = shape;
    this.index = index;
    this.firstLeaf = firstLeaf;
    this.leafCount = shape.leafCount();
    this.offset = offset;
    this.sizeBytes = shape.sizeBytes();
    this.nullBit = nullBit;
  }

  /** Returns the position among the columns of the table, from 0. */
  public int index() {
    return index;
  }

  /** Returns the field's identity through schema changes. */
  public int id() {
    return definition.id();
  }

  /** Returns the name. */
  public String name() {
    return definition.name();
  }

  /** Returns the declaration. */
  public Field definition() {
    return definition;
  }

  /** Returns what it is made of. */
  public Shape shape() {
    return shape;
  }

  /** Returns the ordinal of its first leaf. */
  public int firstLeaf() {
    return firstLeaf;
  }

  /** Returns the number of its leaves, at least 1. */
  public int leafCount() {
    return leafCount;
  }

  /** Returns the bytes from the start of the row. */
  public int offset() {
    return offset;
  }

  /** Returns the bytes of all leaves. */
  public int sizeBytes() {
    return sizeBytes;
  }

  /** Tells whether null may be stored. */
  public boolean nullable() {
    return nullBit >= 0;
  }

  /** Tells whether it is null in this row. */
  public boolean isNull(long rowAddress) {
    return nullBit >= 0 && ((Memory.getByte(nullByte(rowAddress)) >>> (nullBit & 7)) & 1) != 0;
  }

  /** Writes null: the bit, and zeros in all leaves. */
  public void putNull(long rowAddress) {
    long address = nullByte(rowAddress);
    Memory.putByte(address, (byte) (Memory.getByte(address) | (1 << (nullBit & 7))));
    Memory.zero(rowAddress + offset, sizeBytes);
  }

  /** Takes the null bit back; the leaves stay. */
  void clearNull(long rowAddress) {
    if (nullBit >= 0) {
      long address = nullByte(rowAddress);
      Memory.putByte(address, (byte) (Memory.getByte(address) & ~(1 << (nullBit & 7))));
    }
  }

  int nullBit() {
    return nullBit;
  }

  private long nullByte(long rowAddress) {
    return rowAddress + RowLayout.HEADER_BYTES + (nullBit >>> 3);
  }

  @Override
  public String toString() {
    return name() + " " + definition.type();
  }
}
