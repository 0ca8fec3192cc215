/**
 * Snapshot files: the state at one sequence as a stream of checked blocks the journal does not look
 * into.
 *
 * <p>What always holds: a file bears a snapshot's name only after its trailer was forced; a
 * snapshot is used only if every byte of it checks out; an old one goes only after enough newer
 * ones were read back and found good.
 *
 * <p>Threading: a writer, and a reader, belong to the one thread that uses them; never the journal
 * or the tick thread.
 */
package io.tactus.journal.snapshot;
