/**
 * From an accepted command to its effect: ring, journal handler, tick processor, replies.
 *
 * <pre>
 *  IO threads            consumer thread(s)                                IO threads
 *  Submitter ──► ring ──► JournalHandler ──► TickProcessor ──► reply ring ──► Submitter.drain
 *                  ▲        append, force      apply, publish
 *  TickClock ──────┘
 * </pre>
 */
package io.tactus.pipeline;
