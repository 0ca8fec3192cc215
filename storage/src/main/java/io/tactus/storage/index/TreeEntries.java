package io.tactus.storage.index;

/**
 * What the entries of a tree index are made of: a key or a fragment of one, then the slot,
 * big-endian, so that entries of equal keys lie together and every entry is unique.
 *
 * <p>Threading: immutable.
 */
public sealed interface TreeEntries permits OrderedEntries, PostingEntries, GridEntries {

  /** Returns how the tree's nodes are divided. */
  TreeShape shape();

  /** Tells whether such a row has an entry. */
  boolean holds(long row);

  /** Tells whether two states of a row have the same entry, or both none. */
  boolean same(long oldRow, long newRow);

  /** Writes the entry of a row to an address with room for it, and for a key image. */
  void encode(long row, long slot, long target);
}
