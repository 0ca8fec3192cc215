package io.tactus.storage.page;

import java.io.Serial;

/**
 * The pool ran out of frames in the middle of a batch.
 *
 * <p>An error, not a rejection: how many frames are free depends on readers, so it must never
 * decide the outcome of a command. Admission keeps a reserve that makes this impossible; when it
 * happens all the same, the process must halt.
 */
public final class FramesExhausted extends Error {

  @Serial private static final long serialVersionUID = 1L;

  FramesExhausted(String message) {
    super(message);
  }
}
