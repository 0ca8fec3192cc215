/**
 * The mark: a small file beside the segments that says how far the journal was forced. It is
 * written after each force and before anything is answered, so that what was answered and is gone
 * cannot pass for a write that never got to its end.
 *
 * <p>What always holds: the mark claims no more than the disk has confirmed; what it claims is
 * demanded at the next start. It may claim less, for it is forced only now and then (a power cut
 * may take it back by the last seconds; a killed process takes nothing back).
 *
 * <p>Threading: the journal thread writes; scans read from anywhere, also beside a live server.
 */
package io.tactus.journal.mark;
