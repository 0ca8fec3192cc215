package io.tactus.storage.index;

import io.tactus.storage.page.Version;

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
  private static final long ABOVE_ALL_SLOTS = 0xFFFF_FFFFL;

  private final TreeCursor cursor = new TreeCursor();
  private PostingEntries entries;

  /** Creates a cursor; {@code TableReader.posting} or {@code Table.posting} binds it. */
  public PostingCursor() {}

  /** Points the cursor at an index of a pinned version, whose rows lie there. */
  public PostingCursor bind(Version version, int area, PostingEntries newEntries, RowPlaces rows) {
    entries = newEntries;
    cursor.bind(version, area, newEntries.shape(), rows);
    return this;
  }

  /** Points the cursor at an index of a working state. */
  public PostingCursor bind(TreePages pages, PostingEntries newEntries) {
    entries = newEntries;
    cursor.bind(pages, newEntries.shape());
    return this;
  }

  /** Puts the cursor before the first candidate for a key image ({@link KeyFields}). */
  public void seek(long keyAddress) {
    int fragment = entries.fragment(keyAddress);
    PostingEntries.put(cursor.low(), fragment, 0);
    PostingEntries.put(cursor.high(), fragment, ABOVE_ALL_SLOTS);
    cursor.start(false);
  }

  /** Moves to the next candidate; false at the end. */
  public boolean next() {
    return cursor.next();
  }

  /** Returns the slot of the row at the cursor, as {@link OrderedCursor#slot()}. */
  public long slot() {
    return cursor.slot();
  }
}
