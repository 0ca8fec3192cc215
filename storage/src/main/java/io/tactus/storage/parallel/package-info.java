/**
 * Work on the rows of one table by several threads at once, whose outcome does not depend on how
 * many there are.
 *
 * <pre>
 *   pages   1 … 64 │ 65 … 128 │ 129 … 192 │ …          ranges: fixed by the table alone
 *             │         │           │
 *           caller   worker 1     caller                whoever is free takes the next range
 *             ▼         ▼           ▼
 *           result 0  result 1    result 2              merged in this order, by the caller
 * </pre>
 *
 * <p>Ranges are handed out in ascending order and every one begun is finished, so what happened in
 * all ranges below any that was begun is always known: the refusal with the lowest range wins, and
 * work is counted up to there, whatever else ran at the same time.
 *
 * <p>Threads: the caller, and daemon threads that only ever help a caller who waits for them. For
 * procedures they read pages and write to memory of their own, so a pinned version stays what it
 * is, and the working state is changed by its one writer alone. At the end of a large command the
 * same threads change the pages of an index each, for the writer who waits ({@link
 * io.tactus.storage.index.TreesTogether}).
 */
package io.tactus.storage.parallel;
