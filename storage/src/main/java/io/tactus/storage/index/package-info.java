/**
 * Hash indexes that live in pages.
 *
 * <p>An index is two areas: a directory and its buckets. An entry is eight bytes, a bucket is one
 * page, so an index costs 10 to 20 bytes for each row and no heap object. Every write goes through
 * the undo log together with the rows it speaks of, and readers see the index of the version they
 * pinned.
 *
 * <pre>
 *   key image ── Hash64 ──► fragment (32 bits)
 *                             │ low depth bits            │ as a fraction of 2^32
 *                             ▼                           ▼
 *   directory area   [ page of the bucket ] ──► bucket page [ header | entry | entry | … ]
 * </pre>
 *
 * <p>Threads: the writer changes an index from the tick thread only; readers from any thread over
 * their own pinned version.
 */
package io.tactus.storage.index;
