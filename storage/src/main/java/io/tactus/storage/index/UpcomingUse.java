package io.tactus.storage.index;

/** What a key told to {@link LookAhead} will be used for. */
public enum UpcomingUse {
  /** The row is looked up; whether anything is written is not known. */
  LOOK_UP(false, false),

  /** A row with this key, which is not there yet, is inserted. */
  INSERT(true, false),

  /** The row is changed, but not its key. */
  UPDATE(false, true),

  /** The row is deleted. */
  DELETE(true, true);

  private final boolean bucketWritten;
  private final boolean rowWritten;

  UpcomingUse(boolean bucketWritten, boolean rowWritten) {
    this.bucketWritten = bucketWritten;
    this.rowWritten = rowWritten;
  }

  /** Tells whether the bucket of the key's index will be written. */
  boolean bucketWritten() {
    return bucketWritten;
  }

  /** Tells whether the page with the row will be written. */
  boolean rowWritten() {
    return rowWritten;
  }
}
