/**
 * Indexes that live in pages: unique hash indexes, and trees for everything else.
 *
 * <p>Every write goes through the undo log together with the rows it speaks of, and readers see the
 * index of the version they pinned. No index has a heap object for a row.
 *
 * <p><b>Unique hash</b> ({@link io.tactus.storage.index.HashIndex}). Two areas: a directory and its
 * buckets. An entry is eight bytes, a bucket is one page, so that an index costs 10 to 20 bytes for
 * each row.
 *
 * <pre>
 *   key image ── Hash64 ──► fragment (32 bits)
 *                             │ low depth bits            │ as a fraction of 2^32
 *                             ▼                           ▼
 *   directory area   [ page of the bucket ] ──► bucket page [ header | entry | entry | … ]
 * </pre>
 *
 * <p><b>Trees</b> ({@link io.tactus.storage.index.TreeIndex} over {@link
 * io.tactus.storage.index.BPlusTree}). One area of nodes; what an entry is made of makes the kind
 * of index ({@link io.tactus.storage.index.TreeEntries}).
 *
 * <pre>
 *                          [ key bytes | slot ]   ordered   OrderedEntries, OrderedKey, OrderedCursor
 *   node: sorted entries ─ [ fragment  | slot ]   hash      PostingEntries, PostingCursor
 *                          [ Z-order   | slot ]   grid      GridEntries, GridCursor
 * </pre>
 *
 * <p>What a transaction puts into trees that are not unique, and takes out, waits in {@link
 * io.tactus.storage.index.TreeBacklogs} until a tree is looked at or the transaction ends, and is
 * applied in the order of the entries, leaf by leaf ({@link io.tactus.storage.index.LeafChanges}).
 * At the end of a large transaction several threads do this for a tree each ({@link
 * io.tactus.storage.index.TreesTogether}).
 *
 * <p>Whoever knows several keys or leaves before the first of them is written has them read, and
 * their pages copied, together ({@link io.tactus.storage.index.LookAhead}): memory answers many
 * questions in little more than the time of one.
 *
 * <p>Threads: the writer changes an index from the tick thread only, and waits for those who help
 * it; readers from any thread over their own pinned version.
 */
package io.tactus.storage.index;
