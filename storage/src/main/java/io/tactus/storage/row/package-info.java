/**
 * Rows as bytes: where each field lies, and flyweights that read and build them in place.
 *
 * <pre>
 *  row  +----------------+-------------+---------+---------+-----
 *       | sequence  i64  | null bitmap | field 0 | field 1 | ...
 *       +----------------+-------------+---------+---------+-----
 *        8 bytes          0..32 bytes   schema order, packed, little-endian
 * </pre>
 *
 * <p>Bytes are canonical: a value has exactly one image, nulls and string tails are zero. Values
 * are checked once, when they enter a {@link io.tactus.storage.row.RowDraft}. Layouts are immutable
 * and shared; views, drafts and the JSON reader and writer belong to one thread each.
 */
package io.tactus.storage.row;
