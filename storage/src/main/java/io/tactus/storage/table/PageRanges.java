package io.tactus.storage.table;

import io.tactus.storage.value.ValueSource;

/**
 * A table's pages of rows, cut into ranges that depend on the table alone: {@value
 * #PAGES_PER_RANGE} pages each, the last one as many as are left.
 *
 * <p>The cut decides outcomes where the order of additions does, as in sums of floats: another
 * length is another version of the engine's semantics.
 *
 * <p>Threading: immutable; any number of threads may walk ranges at once while the version is
 * pinned, or, for a table of the working state, while its writer waits for them.
 */
public final class PageRanges {

  /** A quarter of a MiB: long enough to be worth handing out, short enough to share evenly. */
  public static final int PAGES_PER_RANGE = 64;

  /** Page 0 is the header. */
  private static final long FIRST_PAGE = 1;

  private final TableMeta meta;
  private final RowPages pages;
  private final ValueSource values;
  private final long end;
  private final long pageCount;

  PageRanges(TableMeta meta, RowPages pages, ValueSource values, long end) {
    this.meta = meta;
    this.pages = pages;
    this.values = values;
    this.end = end;
    this.pageCount = meta.page(end) - (meta.row(end) == 0 ? 1 : 0);
  }

  /** Returns what the catalog knows of the table. */
  public TableMeta meta() {
    return meta;
  }

  /** Returns where the values of variable length are, for any number of threads at once. */
  public ValueSource values() {
    return values;
  }

  /** Returns the number of ranges; 0 for a table that never had a row. */
  public int count() {
    return (int) ((pageCount + PAGES_PER_RANGE - 1) / PAGES_PER_RANGE);
  }

  /** Puts the cursor before the first page of a range. */
  public void pages(PageCursor cursor, int range) {
    long first = FIRST_PAGE + (long) range * PAGES_PER_RANGE;
    cursor.start(meta, pages, end, first, first + PAGES_PER_RANGE);
  }
}
