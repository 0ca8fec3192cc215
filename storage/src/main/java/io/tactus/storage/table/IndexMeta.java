package io.tactus.storage.table;

import io.tactus.storage.index.GridEntries;
import io.tactus.storage.index.KeyFields;
import io.tactus.storage.index.OrderedEntries;
import io.tactus.storage.index.OrderedKey;
import io.tactus.storage.index.PostingEntries;
import io.tactus.storage.index.TreeEntries;
import io.tactus.storage.schema.IndexKind;

/**
 * Where an index of a table lies and what it is made of.
 *
 * @param name the index's name; {@code primary} for the primary key, {@code ref:FIELD} for the
 *     index of a reference
 * @param position position among the table's indexes; 0 is the primary key
 * @param kind how it finds rows
 * @param unique whether two rows may not have the same key image
 * @param internal whether the engine keeps it for itself: not part of the schema document
 * @param key the indexed fields as spans of a row
 * @param entries what its tree holds; null for a unique hash index, which is no tree
 * @param seed seed of the key hashes
 * @param area a unique hash index's directory, any other's tree
 * @param secondArea a unique hash index's buckets, else 0
 */
public record IndexMeta(
    String name,
    int position,
    IndexKind kind,
    boolean unique,
    boolean internal,
    KeyFields key,
    TreeEntries entries,
    long seed,
    int area,
    int secondArea) {

  /** Returns the index of a primary key. */
  public static IndexMeta primary(KeyFields key, long seed, int directoryArea, int bucketArea) {
    return new IndexMeta(
        TableIndexes.PRIMARY,
        0,
        IndexKind.HASH,
        true,
        false,
        key,
        null,
        seed,
        directoryArea,
        bucketArea);
  }

  /** Tells an extendible hash index, where equality finds at most one row. */
  public boolean isUniqueHash() {
    return kind == IndexKind.HASH && unique;
  }

  /**
   * Returns the encoding of an ordered index's keys.
   *
   * @throws IllegalArgumentException if the index is of another kind
   */
  public OrderedKey order() {
    return ordered().key();
  }

  OrderedEntries ordered() {
    if (entries instanceof OrderedEntries ordered) {
      return ordered;
    }
    throw wrongKind("an ordered");
  }

  PostingEntries posting() {
    if (entries instanceof PostingEntries posting) {
      return posting;
    }
    throw wrongKind("a posting");
  }

  GridEntries grid() {
    if (entries instanceof GridEntries grid) {
      return grid;
    }
    throw wrongKind("a grid");
  }

  private IllegalArgumentException wrongKind(String wanted) {
    return new IllegalArgumentException("index " + name + " is not " + wanted + " index");
  }
}
