package io.tactus.storage.page;

import java.io.Serial;

/**
 * Pages that were to be loaded do not form a store: their numbers or contents are wrong, though
 * reading them went well.
 */
public final class WrongPages extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  /** Wraps what was thrown when the pages were put together or their catalog was read. */
  public WrongPages(RuntimeException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
