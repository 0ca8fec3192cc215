package io.tactus.storage.page;

import java.io.Serial;

/** Pages shown to be loaded are not those of one store. What showed them did its part. */
public final class WrongPages extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  /** Of what one of them led to. */
  public WrongPages(RuntimeException cause) {
    super(String.valueOf(cause.getMessage()), cause);
  }
}
