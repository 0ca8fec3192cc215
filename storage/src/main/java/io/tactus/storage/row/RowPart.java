package io.tactus.storage.row;

import java.nio.charset.StandardCharsets;

/**
 * What a path names in a row: a whole column ({@code position}), something within it ({@code
 * path.3}) or a leaf ({@code path.3.y}). A run of leaves and the tree above them.
 *
 * <p>Threading: immutable.
 */
public final class RowPart {

  private final String path;
  private final byte[] pathUtf8;
  private final RowColumn column;
  private final RowField firstLeaf;
  private final PartShape shape;

  RowPart(String path, RowColumn column, RowField firstLeaf, PartShape shape) {
    this.path = path;
    this.pathUtf8 = path.getBytes(StandardCharsets.UTF_8);
    this.column = column;
    this.firstLeaf = firstLeaf;
    this.shape = shape;
  }

  /** Returns the path, which begins with the column's name. */
  public String path() {
    return path;
  }

  /** Returns the column it lies in. */
  public RowColumn column() {
    return column;
  }

  /** Tells whether it is the column as a whole. */
  public boolean isColumn() {
    return shape.leafCount() == column.leafCount() && path.length() == column.name().length();
  }

  /** Tells whether it is a single value. */
  public boolean isLeaf() {
    return shape.isLeaf();
  }

  /** Returns the leaf if {@link #isLeaf()}, else the first of its leaves. */
  public RowField leaf() {
    return firstLeaf;
  }

  /** Returns the ordinal of its first leaf. */
  public int firstLeaf() {
    return firstLeaf.ordinal();
  }

  /** Returns the number of its leaves. */
  public int leafCount() {
    return shape.leafCount();
  }

  /** Returns the tree above its leaves. */
  PartShape shape() {
    return shape;
  }

  /** Returns the path as bytes; shared, not to be written to. */
  byte[] pathUtf8() {
    return pathUtf8;
  }

  @Override
  public String toString() {
    return path;
  }
}
