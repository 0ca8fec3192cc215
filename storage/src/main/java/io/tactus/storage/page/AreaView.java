package io.tactus.storage.page;

/**
 * An area of a version with its root resolved once: a reusable flyweight for scans and lookups.
 *
 * <p>Threading: one thread at a time; valid while the version is pinned.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class AreaView {

  /** Points this view at an area; one that does not exist has no pages. */
  public AreaView bind(Version version, int area) {
    throw new UnsupportedOperationException();
  }

  public long pageCount() {
    throw new UnsupportedOperationException();
  }

  /** The address of a page; throws {@link IllegalArgumentException} if there is no such page. */
  public long address(long page) {
    throw new UnsupportedOperationException();
  }
}
