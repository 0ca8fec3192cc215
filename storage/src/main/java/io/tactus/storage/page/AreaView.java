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
  private long root;
  private long pageCount;

  /** Points this view at an area; one that does not exist has no pages. */
  public AreaView bind(Version version, int newArea) {
    area = newArea;
    root = version.root(newArea);
    pageCount = version.pageCount(newArea);
    return this;
  }

  public long pageCount() {
    return pageCount;
  }

  /** The address of a page; throws {@link IllegalArgumentException} if there is no such page. */
  public long address(long page) {
    if (page < 0 || page >= pageCount) {
      throw new IllegalArgumentException(
          "there is no page " + page + " in area " + area + ", which has " + pageCount);
    }
    return PageTable.descend(root, page);
  }
}
