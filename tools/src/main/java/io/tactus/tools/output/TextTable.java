package io.tactus.tools.output;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of text with aligned columns: numbers to the right, everything else to the left.
 *
 * <p>Threading: one thread, thrown away after printing.
 */
public final class TextTable {

  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these column headings, and no rows yet. */
  public TextTable(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  /**
   * Adds a row.
   *
   * @throws IllegalArgumentException if it has another number of cells than there are headings
   */
  public void add(List<String> cells) {
    if (cells.size() != headings.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + headings.size() + " columns: " + cells);
    }
    rows.add(cells.stream().map(TextTable::oneLine).toList());
  }

  /** The table as text: a heading line, then one line a row, each ended by a newline. */
  public String render() {
    int columns = headings.size();
    int[] widths = new int[columns];
    boolean[] right = new boolean[columns];
    for (int column = 0; column < columns; column++) {
      widths[column] = width(headings.get(column));
      right[column] = !rows.isEmpty();
      for (List<String> row : rows) {
        String cell = row.get(column);
        widths[column] = Math.max(widths[column], width(cell));
        right[column] &= cell.isEmpty() || isNumber(cell);
      }
    }
    StringBuilder text = new StringBuilder();
    appendLine(text, headings, widths, right);
    for (List<String> row : rows) {
      appendLine(text, row, widths, right);
    }
    return text.toString();
  }

  private static void appendLine(
      StringBuilder text, List<String> cells, int[] widths, boolean[] right) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? "" : GAP);
      line.append(right[column] ? padding + cell : cell + padding);
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private static boolean isNumber(String cell) {
    return cell.matches("-?[0-9][0-9.,]*([eE][+-]?[0-9]+)?%?");
  }

  private static int width(String cell) {
    return cell.codePointCount(0, cell.length());
  }

  /** Control characters would break the alignment or drive the terminal. */
  private static String oneLine(String cell) {
    StringBuilder clean = new StringBuilder(cell.length());
    cell.codePoints().forEach(c -> clean.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
    return clean.toString();
  }
}
