package io.tactus.storage.index;

import io.tactus.storage.row.RowField;
import io.tactus.storage.row.RowLayout;
import java.util.List;

/**
 * Entries of a grid index: where the row's cell lies on a Z-order curve, then the slot.
 *
 * <p>A cell is {@code floor(coordinate / edge)} on each axis. Its low bits, 16 in the plane and 10
 * in space, are interleaved (Morton, 1966), so that cells side by side mostly have entries side by
 * side. Cells 2^16 or 2^10 apart share their entries: whoever looks computes the distance.
 *
 * <p>A row that moves within its cell keeps its entry. Threading: immutable.
 */
public final class GridEntries implements TreeEntries {
  private static final int PLANE_BITS = 16;
  private static final int SPACE_BITS = 10;

  private final RowField[] axes;
  private final double cell;
  private final int bits;
  private final TreeShape shape = new TreeShape(Integer.BYTES + TreeNode.SLOT_BYTES);

  /**
   * Creates the entries of a grid.
   *
   * @param names fields that make two or three float leaves
   * @param cell edge of a cell, above 0
   */
  public GridEntries(RowLayout layout, List<String> names, double cell) {
    this.axes = KeyFields.leaves(layout, names).toArray(new RowField[0]);
    this.cell = cell;
    this.bits = axes.length == 2 ? PLANE_BITS : SPACE_BITS;
  }

  @Override
  public TreeShape shape() {
    return shape;
  }

  @Override
  public boolean holds(long row) {
    for (RowField axis : axes) {
      if (axis.isNull(row)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean same(long oldRow, long newRow) {
    boolean held = holds(oldRow);
    return held == holds(newRow) && (!held || fragment(oldRow) == fragment(newRow));
  }

  @Override
  public void encode(long row, long slot, long target) {
    PostingEntries.put(target, fragment(row), slot);
  }

  /** Returns the number of axes, 2 or 3. */
  int axes() {
    return axes.length;
  }

  /** Returns how many cells side by side have entries of their own. */
  long distinctCells() {
    return 1L << bits;
  }

  /** Returns the cell of a coordinate on its axis; coordinates beyond all cells are in the last. */
  long cellOf(double coordinate) {
    return (long) Math.floor(coordinate / cell);
  }

  /** Returns the fragment of a cell. */
  int fragment(long x, long y, long z) {
    return axes.length == 2
        ? spread2(x) | spread2(y) << 1
        : spread3(x) | spread3(y) << 1 | spread3(z) << 2;
  }

  private int fragment(long row) {
    return fragment(
        cellOf(axes[0].getDouble(row)),
        cellOf(axes[1].getDouble(row)),
        axes.length == 2 ? 0 : cellOf(axes[2].getDouble(row)));
  }

  /** Puts a zero between any two of the low 16 bits. */
  private static int spread2(long cell) {
    int x = (int) cell & 0xFFFF;
    x = (x | x << 8) & 0x00FF00FF;
    x = (x | x << 4) & 0x0F0F0F0F;
    x = (x | x << 2) & 0x33333333;
    return (x | x << 1) & 0x55555555;
  }

  /** Puts two zeros between any two of the low 10 bits. */
  private static int spread3(long cell) {
    int x = (int) cell & 0x3FF;
    x = (x | x << 16) & 0x030000FF;
    x = (x | x << 8) & 0x0300F00F;
    x = (x | x << 4) & 0x030C30C3;
    return (x | x << 2) & 0x09249249;
  }
}
