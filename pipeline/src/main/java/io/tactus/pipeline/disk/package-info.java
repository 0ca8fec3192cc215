/**
 * The disk as an operator sees it: how much room is left, whether it answers, whether it is still
 * the one the server began with.
 *
 * <pre>
 *  free bytes   warnFreeBytes      minFreeBytes          none
 *  ───────────────┬──────────────────┬───────────────────┬──
 *       OK        │       LOW        │       FULL        │ the journal would fail for good
 *   writes go on  │  writes go on,   │ writes refused as │
 *                 │  a warning       │ read_only         │
 * </pre>
 *
 * <p>FULL ends by itself when there is room again: nothing was lost, nothing failed. What lies
 * between FULL and the end is for what had been admitted: the rest of the segment being written and
 * the spare that is always kept ready.
 *
 * <p>Threading: a thread of its own looks; everybody may read what it saw.
 */
package io.tactus.pipeline.disk;
