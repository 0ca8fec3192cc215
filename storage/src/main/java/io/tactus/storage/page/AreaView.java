package io.tactus.storage.page;

/**
 * An area of a version with its root resolved once: a reusable flyweight for scans and lookups.
 *
 * <p>Goes down from the root each time. Remembering the lowest node would spare neighbouring pages
 * a load from the nearest cache, but look-ups at random would have to guess whether it is the same
 * one, and a wrong guess waits for all that the look-up has read so far.
 *
 * <p>Threading: one thread at a time; valid while the version is pinned.
 */
public final class AreaView {

  private int area;
  private long top;
  private int height;
  private long pageCount;

  /** Points this view at an area; one that does not exist has no pages. */
  public AreaView bind(Version version, int newArea) {
    area = newArea;
    long root = version.root(newArea);
    top = PageTable.frame(root);
    height = PageTable.height(root);
    pageCount = version.pageCount(newArea);
    return this;
  }

  public long pageCount() {
    return pageCount;
  }

  /** The root of the area's page table, for {@link #address(long, int, long)}. */
  public long top() {
    return top;
  }

  /** The height of the area's page table, for {@link #address(long, int, long)}. */
  public int height() {
    return height;
  }

  /**
   * The address of a page that is known to be there, for who keeps what a view says of its area
   * together with what else a search needs: following one object to the next makes it longer.
   */
  public static long address(long top, int height, long page) {
    return PageTable.descend(top, height, page);
  }

  /** The address of a page; throws {@link IllegalArgumentException} if there is no such page. */
  public long address(long page) {
    if (Long.compareUnsigned(page, pageCount) >= 0) {
      throw noSuchPage(page);
    }
    return PageTable.descend(top, height, page);
  }

  /** What to throw for a page that this area has not. */
  public IllegalArgumentException noSuchPage(long page) {
    return new IllegalArgumentException(
        "there is no page " + page + " in area " + area + ", which has " + pageCount);
  }
}
