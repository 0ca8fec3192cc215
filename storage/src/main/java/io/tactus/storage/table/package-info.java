/**
 * Tables: rows in pages, their free slots, their key indexes, generated ids and the state hash.
 *
 * <pre>
 *   rows area   page 0: TableHeader (rows, hash, free list, high water, areas of the indexes)
 *               page 1…: rows, {@code rowsPerPage} in each, slot s in page 1 + (s - 1) / rowsPerPage
 *   row         8-byte header (sequence of the last change &gt; 0, or ≤ 0 for a free slot) + contents
 * </pre>
 *
 * <p>{@link io.tactus.storage.table.Table} is the writer's side (tick thread only); {@link
 * io.tactus.storage.table.TableReader} does the same reads over a pinned version on any thread.
 * There is no heap object for a row on either side: a row is an address, valid until the next write
 * (writer) or until the version is unpinned (reader).
 */
package io.tactus.storage.table;
