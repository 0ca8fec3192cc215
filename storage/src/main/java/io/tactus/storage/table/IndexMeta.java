package io.tactus.storage.table;

import io.tactus.storage.index.KeyFields;

/**
 * Where an index of a table lies and what it is made of.
 *
 * @param name the index's name; {@code primary} for the primary key
 * @param position position among the table's indexes; 0 is the primary key
 * @param key the indexed fields as spans of a row
 * @param seed seed of the key hashes
 * @param unique whether two rows may not have the same key image
 * @param directoryArea area of the directory
 * @param bucketArea area of the buckets
 */
public record IndexMeta(
    String name,
    int position,
    KeyFields key,
    long seed,
    boolean unique,
    int directoryArea,
    int bucketArea) {}
