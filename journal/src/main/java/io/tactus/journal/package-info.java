/**
 * The log: every command in order, on disk before anyone sees its effect.
 *
 * <pre>
 *  append ─► write buffer ─► commit: one write, one force ─► segment ─► sealed ─► recycled
 *                                                              │
 *  JournalScan (first pass: end, torn tail, voids) ─► Journal.open (cut, force, epoch)
 *             └─► forEach: the records, checked again
 * </pre>
 *
 * <p>The journal knows bytes, sequences and epochs; it knows no tables. What always holds:
 * sequences have no gaps; only bytes that were never forced can be torn; anything else wrong is
 * reported as {@link io.tactus.journal.JournalDamage} and never guessed at. The bytes are described
 * in {@code docs/FORMAT.md}.
 *
 * <p>Threading: one journal thread writes; scans and snapshots run elsewhere.
 */
package io.tactus.journal;
