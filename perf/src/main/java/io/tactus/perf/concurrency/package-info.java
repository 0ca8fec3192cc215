/**
 * {@code tactus bench stress}: a small game in which everything happens at once, for as long as one
 * likes, and rules that hold in every version of it.
 *
 * <pre>
 *  writers    gold, score, names, guilds change hands  ─┐
 *  operator   schema changes on filled tables           ├─ HTTP ──► server process
 *             snapshots                                 ┘              │
 *  observers  one GET = one version: does every law hold in it?  ◄─────┘
 *                                  │
 *                                  ▼
 *                             Findings: what was against a law, or no answer to expect
 *  at the end: replay the journal, compare the state hash
 * </pre>
 *
 * <p>What always holds: every request of a writer keeps every law if it is applied whole, and none
 * if it is applied in part; so a reader that finds a law broken has seen half a command, an index
 * that does not match its rows, or two versions in one answer.
 *
 * <p>Threading: one thread for each writer and observer; what they share is {@link
 * io.tactus.perf.concurrency.Findings}.
 */
package io.tactus.perf.concurrency;
