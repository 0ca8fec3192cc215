/**
 * Filters a page at a time: a bit per row, one tight loop per condition.
 *
 * <pre>
 *   rows of a page      row 0    row 1    row 2    row 3   …
 *   live                  1        1        0        1         the row header is above 0
 *   skill ≥ 1400          1        0        1        1         &amp;=  one loop over the page
 *   region = eu           1        1        0        0         &amp;=  one loop over the page
 *                         1        0        0        0         rows to visit
 * </pre>
 *
 * <p>A page is small enough to stay in the nearest cache between the loops, so memory is read once;
 * and a loop that does one comparison on one kind of number at one stride has no branches to guess
 * and nothing to look up. Conditions without such a loop (patterns, long lists) test the rows that
 * are still selected one by one.
 *
 * <p>Three-valued logic needs no third bitmap: negations are pushed down to the conditions by De
 * Morgan's laws, which hold with unknown as well, and a condition selects the rows for which it (or
 * its negation) is <em>true</em>; a null satisfies neither.
 *
 * <p>Kernels are immutable and shared; a {@link io.tactus.storage.query.kernel.PageSelection}
 * belongs to one thread.
 */
package io.tactus.storage.query.kernel;
