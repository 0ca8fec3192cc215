/**
 * Values of variable length (text, bytes, json): where their bytes lie, apart from the rows.
 *
 * <pre>
 *   row  | … | length u32 | locator u32 | …      ValueDescriptor: eight bytes in the row
 *                               |
 *   values area, one per table  v
 *   page 0        ValueHeader: totals, and the best page of every group
 *   page 1        map of group 0: one byte per page, its longest free run     SpaceMap
 *   page 2 …      values: a bitmap of 16-byte units, then the units           ValuePage
 *   page 2 + G    map of group 1 …
 * </pre>
 *
 * <p>A value takes a run of whole units in one page; one longer than a page is a chain of full
 * pages and a rest. Runs of any length share a page, so that what one length frees another uses: no
 * size classes. The place is always the lowest page with room and the lowest run in it: it depends
 * on the order of operations only, keeps values together at the front, and lets the empty end of
 * the area be given back.
 *
 * <p>{@link io.tactus.storage.value.ValueHeap} is the writer's side (tick thread only), every write
 * of it undone with the transaction. {@link io.tactus.storage.value.ValueView} reads a value in
 * place on any thread that holds a version pinned; {@link io.tactus.storage.value.ValueSource} says
 * where the pages are. What always holds, and {@link io.tactus.storage.value.ValueAudit} checks:
 * every unit in use belongs to exactly one value, the maps say what the bitmaps say, and the totals
 * agree.
 */
package io.tactus.storage.value;
