/**
 * Filters, order and limits in PostgREST's grammar, compiled once against a {@link
 * io.tactus.storage.row.RowLayout} and run over a pinned version.
 *
 * <p>Compiling allocates; running does not, per row scanned. Results are rows by address, valid
 * while the version is pinned. Compiled queries are immutable, runs belong to one thread.
 */
package io.tactus.storage.query;
