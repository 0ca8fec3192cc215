package io.tactus.journal;

import java.io.IOException;

/**
 * A file operation failed. For a journal this is final: what was written since the last successful
 * force is unknown, and a second force proves nothing. Never retried; recover by starting again.
 */
public final class JournalFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public JournalFailure(String what, IOException cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}
