package io.tactus.storage.table;

import io.tactus.storage.index.GridCursor;
import io.tactus.storage.index.OrderedCursor;
import io.tactus.storage.index.PostingCursor;
import io.tactus.storage.page.AreaView;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;

/**
 * Reads a table as one pinned version has it. Reusable: bind it again for each version.
 *
 * <p>Threading: one reader belongs to one thread; any number of readers run beside the writer.
 * Addresses are valid until the version is unpinned.
 */
public final class TableReader implements RowPages, ValueSource {
  /** The rows area's first page of rows; page 0 is the header. */
  private static final long FIRST_PAGE = 1;

  private final AreaView rows = new AreaView();
  private final KeySearch search = new KeySearch(rows);
  private final AreaView values = new AreaView();
  private final ValueView valueView = new ValueView();
  private Version version;
  private TableMeta meta;
  private int boundIndex = -1;

  /** Points this reader at a table of a pinned version; the meta comes from its catalog. */
  public TableReader bind(Version newVersion, TableMeta newMeta) {
    version = newVersion;
    meta = newMeta;
    rows.bind(newVersion, newMeta.rowsArea());
    if (newMeta.valuesArea() != 0) {
      values.bind(newVersion, newMeta.valuesArea());
    }
    boundIndex = -1;
    return this;
  }

  /** Returns the pinned version. */
  public Version version() {
    return version;
  }

  /** Returns what the version's catalog knows of the table. */
  public TableMeta meta() {
    return meta;
  }

  /** Returns the layout of the rows. */
  public RowLayout layout() {
    return meta.layout();
  }

  /** Returns the number of live rows. */
  public long rowCount() {
    return TableHeader.rows(rows.address(0));
  }

  /** Returns the table's state hash. */
  public long hash() {
    return TableHeader.hash(rows.address(0));
  }

  /** Returns the address of the row with this primary key image, or 0. */
  public long find(long keyAddress) {
    return findBy(0, keyAddress);
  }

  /**
   * Returns the address of the row with these values in a unique hash index, or 0.
   *
   * @param index position in {@link TableMeta#indexes()}
   * @throws IllegalArgumentException if the index is of another kind
   */
  public long findBy(int index, long keyAddress) {
    bindIndex(index);
    return search.find(keyAddress);
  }

  /** Returns the slot of the row with these values in a unique index, or 0. */
  public long slotBy(int index, long keyAddress) {
    bindIndex(index);
    return search.slot(keyAddress);
  }

  private void bindIndex(int index) {
    if (boundIndex != index) {
      IndexMeta indexMeta = meta.indexes().get(index);
      if (!indexMeta.isUniqueHash()) {
        throw new IllegalArgumentException(indexMeta.name() + " finds no single row");
      }
      boundIndex = -1; // A bind that fails half-way leaves it at neither.
      search.bind(version, meta, indexMeta);
      boundIndex = index;
    }
  }

  /**
   * Points a cursor at an ordered index; to be sought with.
   *
   * @param index position in {@link TableMeta#indexes()}
   * @throws IllegalArgumentException if the index is of another kind
   */
  public OrderedCursor ordered(int index, OrderedCursor cursor) {
    IndexMeta tree = meta.indexes().get(index);
    return cursor.bind(version, tree.area(), tree.ordered().shape(), meta);
  }

  /**
   * Points a cursor at a non-unique hash index; to be sought with.
   *
   * @param index position in {@link TableMeta#indexes()}
   * @throws IllegalArgumentException if the index is of another kind
   */
  public PostingCursor posting(int index, PostingCursor cursor) {
    IndexMeta tree = meta.indexes().get(index);
    return cursor.bind(version, tree.area(), tree.posting(), meta);
  }

  /**
   * Points a cursor at a grid index; to be sought with.
   *
   * @param index position in {@link TableMeta#indexes()}
   * @throws IllegalArgumentException if the index is of another kind
   */
  public GridCursor grid(int index, GridCursor cursor) {
    IndexMeta tree = meta.indexes().get(index);
    return cursor.bind(version, tree.area(), tree.grid(), meta);
  }

  /** Returns how many slots a full scan looks at: live and free ones. */
  public long slotCount() {
    return meta.slotsBefore(TableHeader.end(rows.address(0)));
  }

  /** Puts the cursor before the first row. */
  public void scan(ScanCursor cursor) {
    cursor.start(meta, this, null, TableHeader.end(rows.address(0)));
  }

  /** Puts the cursor before the first page of rows. */
  public void pages(PageCursor cursor) {
    pages(cursor, FIRST_PAGE, Long.MAX_VALUE);
  }

  /** Puts the cursor before page {@code firstPage} of the rows area, to end before {@code end}. */
  public void pages(PageCursor cursor, long firstPage, long end) {
    cursor.start(meta, this, TableHeader.end(rows.address(0)), firstPage, end);
  }

  /**
   * Cuts the table into ranges of pages for several threads to read while the version is pinned.
   */
  public PageRanges ranges() {
    Version pinned = version;
    int area = meta.rowsArea();
    int valuesArea = meta.valuesArea();
    return new PageRanges(
        meta,
        page -> pinned.address(area, page),
        page -> pinned.address(valuesArea, page),
        TableHeader.end(rows.address(0)));
  }

  /** Returns the address of the row in a slot. */
  public long row(long slot) {
    return rows.address(meta.page(slot)) + meta.offset(slot);
  }

  @Override
  public long rowsPage(long page) {
    return rows.address(page);
  }

  @Override
  public ValueView view() {
    return valueView;
  }

  @Override
  public long valuesPage(long page) {
    return values.address(page);
  }
}
