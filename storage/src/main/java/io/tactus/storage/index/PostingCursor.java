package io.tactus.storage.index;

/**
 * Walks the rows that a non-unique hash index has for a key: {@code seek}, then {@code while
 * (next()) slot()}.
 *
 * <p>What it gives are candidates, in the order of their slots: entries hold 32 bits of the key's
 * hash, so now and then a row with another key is among them. Compare the key.
 *
 * <p>Over the working state as {@link OrderedCursor}. Threading: one thread. Reusable; allocate
 * once.
 */
public final class PostingCursor {

  /** Creates a cursor; {@code TableReader.posting} or {@code Table.posting} binds it. */
  public PostingCursor() {}

  /** Puts the cursor before the first candidate for a key image ({@link KeyFields}). */
  public void seek(long keyAddress) {}

  /** Moves to the next candidate; false at the end. */
  public boolean next() {
    return false;
  }

  /** Returns the slot of the row at the cursor. */
  public long slot() {
    return 0;
  }
}
