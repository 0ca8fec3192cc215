package io.tactus.storage.page;

/**
 * An area of a version with its root resolved once: a reusable flyweight for scans and lookups.
 *
 * <p>Remembers the lowest node it came through, so that neighbouring pages cost one load.
 *
 * <p>Threading: one thread at a time; valid while the version is pinned.
 */
public final class AreaView {

  private static final long NOTHING = -1;

  private int area;
  private long root;
  private long pageCount;
  private long leafNode;
  private long leafOf = NOTHING;

  /** Points this view at an area; one that does not exist has no pages. */
  public AreaView bind(Version version, int newArea) {
    area = newArea;
    root = version.root(newArea);
    pageCount = version.pageCount(newArea);
    leafOf = NOTHING;
    return this;
  }

  public long pageCount() {
    return pageCount;
  }

  /** The address of a page; throws {@link IllegalArgumentException} if there is no such page. */
  public long address(long page) {
    if (page >>> PageTable.FANOUT_SHIFT == leafOf) {
      long address = Memory.getLong(PageTable.slot(leafNode, page, 0));
      if (address != 0) {
        return address;
      }
    }
    return descend(page);
  }

  private long descend(long page) {
    if (page < 0 || page >= pageCount) {
      throw new IllegalArgumentException(
          "there is no page " + page + " in area " + area + ", which has " + pageCount);
    }
    int height = PageTable.height(root);
    long frame = PageTable.frame(root);
    if (height == 0) {
      return frame;
    }
    for (int childHeight = height - 1; childHeight > 0; childHeight--) {
      frame = Memory.getLong(PageTable.slot(frame, page, childHeight));
    }
    leafNode = frame;
    leafOf = page >>> PageTable.FANOUT_SHIFT;
    return Memory.getLong(PageTable.slot(frame, page, 0));
  }
}
