package io.tactus.storage.page;

/** Every page of a version as a stream in logical order: what a snapshot is made of. */
@SuppressWarnings("DoNotCallSuggester")
public final class PageImage {

  private PageImage() {}

  /** Shows every page of a pinned version. */
  public static void forEachPage(Version version, PageVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  /** Pages that {@link #forEachPage} will show. */
  public static long pageCount(Version version) {
    throw new UnsupportedOperationException();
  }
}
