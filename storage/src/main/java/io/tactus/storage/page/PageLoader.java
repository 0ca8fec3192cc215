package io.tactus.storage.page;

/**
 * Fills a new space from the stream that {@link PageImage} produced, page by page.
 *
 * <p>Nothing is journaled or undone: what goes wrong here leaves a space to be thrown away.
 *
 * <p>Threading: the writer, before anything is published.
 */
public final class PageLoader implements PageVisitor {

  private final PageSpace space;
  private int nextArea;
  private long nextPage;
  private long pages;

  public PageLoader(PageSpace newSpace) {
    if (newSpace.areaLimit() != 1 || newSpace.logicalPages() != 1) {
      throw new IllegalArgumentException("the space is in use");
    }
    this.space = newSpace;
  }

  /** Takes the next page; throws {@link IllegalArgumentException} if it is out of order. */
  @Override
  public void onPage(int area, long page, long address) {
    boolean next = area == nextArea && page == nextPage;
    boolean nextAreaStarts = area > nextArea && page == 0;
    if (!next && !nextAreaStarts) {
      throw new IllegalArgumentException(
          "page "
              + page
              + " of area "
              + area
              + " came after area "
              + nextArea
              + ", page "
              + (nextPage - 1));
    }
    space.ensureAreas(area + 1);
    boolean present = area == AreaTable.AREA && page == 0;
    long target = present ? space.write(area, page) : space.putPage(area, page);
    Memory.copy(address, target, Page.SIZE_BYTES);
    nextArea = area;
    nextPage = page + 1;
    pages++;
  }

  /** Checks that every page that area 0 counts has come; {@link IllegalStateException} if not. */
  public void finish() {
    int areas = space.areaLimit();
    space.ensureAreas(areas);
    if (nextArea >= areas || pages != space.logicalPages()) {
      throw new IllegalStateException(
          pages
              + " pages in "
              + (nextArea + 1)
              + " areas came, not "
              + space.logicalPages()
              + " in "
              + areas);
    }
    for (int area = 0; area < areas; area++) {
      long count = space.pageCount(area);
      long root = space.root(area);
      if (PageTable.lookup(root, count) != 0
          || (count > 0 && PageTable.lookup(root, count - 1) == 0)) {
        throw new IllegalStateException("area " + area + " has not its " + count + " pages");
      }
    }
  }
}
