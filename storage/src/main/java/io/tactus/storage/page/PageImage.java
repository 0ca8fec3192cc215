package io.tactus.storage.page;

/** Every page of a version as a stream in logical order: what a snapshot is made of. */
public final class PageImage {

  private PageImage() {}

  /** Shows every page of a pinned version, area by area. */
  public static void forEachPage(Version version, PageVisitor visitor) {
    AreaView view = new AreaView();
    int areas = version.areaLimit();
    for (int area = 0; area < areas; area++) {
      view.bind(version, area);
      long pages = view.pageCount();
      for (long page = 0; page < pages; page++) {
        visitor.onPage(area, page, view.address(page));
      }
    }
  }

  /** How many pages {@link #forEachPage} will show. */
  public static long pageCount(Version version) {
    return version.logicalPages();
  }
}
