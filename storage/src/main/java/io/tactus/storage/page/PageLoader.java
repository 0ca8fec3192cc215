package io.tactus.storage.page;

/**
 * Fills an empty space from the stream that {@link PageImage} produced, page by page.
 *
 * <p>Threading: the writer, before anything is published.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class PageLoader implements PageVisitor {

  public PageLoader(PageSpace emptySpace) {
    throw new UnsupportedOperationException();
  }

  /** Takes the next page; throws {@link IllegalArgumentException} if it is out of order. */
  @Override
  public void onPage(int area, long page, long address) {
    throw new UnsupportedOperationException();
  }

  /** Checks that every page that area 0 counts has come; {@link IllegalStateException} if not. */
  public void finish() {
    throw new UnsupportedOperationException();
  }
}
