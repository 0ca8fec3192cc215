/**
 * Filters a page at a time: a bit per row, tight loops over the rows for each one or two
 * conditions.
 *
 * <pre>
 *   rows of a page      row 0    row 1    row 2    row 3   …
 *   live                  1        1        0        1         the row header is above 0
 *   skill ≥ 1400 and      1        0        1        1         &amp;=  one loop over the page
 *     level &lt; 30
 *   region = eu           1        1        0        0         &amp;=  one loop over the page
 *                         1        0        0        0         rows to visit
 * </pre>
 *
 * <p>Comparisons of numbers of every kind, tests for null and equality of strings are one and the
 * same condition, a {@link io.tactus.storage.query.kernel.Window}: eight bytes of a row, masked,
 * lie in a range. So there is one kind of loop, without branches to guess and with nothing to look
 * up, and any two conditions share a turn of it. Conditions of another kind (patterns, long lists)
 * test the rows that are still selected one by one.
 *
 * <p>A page is small enough to stay in the nearest cache between the loops, so memory is read once.
 * Rows are taken 64 at a time, as many as a long has bits.
 *
 * <p>Three-valued logic needs no third bitmap: negations are pushed down to the conditions by De
 * Morgan's laws, which hold with unknown as well, and a condition selects the rows for which it (or
 * its negation) is <em>true</em>; a null satisfies neither.
 *
 * <p>Kernels are immutable and shared; a {@link io.tactus.storage.query.kernel.PageSelection}
 * belongs to one thread.
 */
package io.tactus.storage.query.kernel;
