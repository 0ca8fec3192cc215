package io.tactus.storage.value;

/** Where the pages of a values area are found: in a pinned version or in the working state. */
@FunctionalInterface
public interface ValueSource {

  /** For rows whose values lie behind them, or that have none. */
  ValueSource DETACHED =
      page -> {
        throw new IllegalStateException("the row's values are not detached: page " + page);
      };

  /** Returns the address of a page of the values area. */
  long valuesPage(long page);

  /**
   * Returns a window to move for one look at a value: the source's own if it belongs to one thread,
   * so that nothing is allocated.
   */
  default ValueView view() {
    return new ValueView();
  }
}
