/**
 * The whole server core, played on a disk and a clock that are not real, from one seed.
 *
 * <pre>
 *   CommandSource ──► Submitter ─► ring ─► JournalHandler ─► TickProcessor     the engine's own
 *        │                                      │ Environment.journaled
 *        │ Move                                 ▼
 *        └──────────────────────────────────► Tape ──► Oracle ──► World        what must come of it
 *                                               ▲
 *   FaultyDisk, after each end of a run ──► Audit                              what is there
 *        │                                                                     also without a command
 *        └──► Operators ─ Restored, Backups                                    and at other points
 * </pre>
 *
 * <p>A {@link io.tactus.pipeline.simulation.Simulation} is a chain of runs, each with settings and
 * an end of its own: closed, crashed in the middle of a file operation, failed, full. Replies tell
 * what was promised; the audit holds the disk against it, and the model against every way of
 * replaying what is there. A {@link io.tactus.pipeline.simulation.Defect} is something that an
 * engine might do wrong; each must be caught.
 *
 * <p>One thread; {@code docs/adr/0018} says what this covers and what not.
 */
package io.tactus.pipeline.simulation;
