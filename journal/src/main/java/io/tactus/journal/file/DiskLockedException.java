package io.tactus.journal.file;

import java.io.IOException;

/** Someone else holds the lock of this data folder. */
public final class DiskLockedException extends IOException {
  private static final long serialVersionUID = 1L;

  public DiskLockedException(String name) {
    super("locked by another process: " + name);
  }
}
