/**
 * Sums, counts and extremes over groups of rows.
 *
 * <pre>
 *   row ──► GroupTable: which group?   by the values of the grouped fields, hashed
 *              └──► state: long[]      one stretch per group, one part of it per Accumulator
 * </pre>
 *
 * <p>No result depends on the order in which rows come. Sums of integers are kept in 128 bits, sums
 * of floats as one long fixed-point number that holds every double exactly ({@link
 * io.tactus.storage.query.aggregate.ExactSum}); both are rounded once, when they are written. So
 * the same rows give the same bytes, whatever path they came along.
 *
 * <p>Nothing is allocated per row. Threading: one thread per table of groups; accumulators are
 * immutable.
 */
package io.tactus.storage.query.aggregate;
