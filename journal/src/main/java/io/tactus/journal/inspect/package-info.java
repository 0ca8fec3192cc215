/**
 * Offline tools over a data folder: the journal as readable lines, and a verdict on every byte of
 * it. They only read, also beside a live server.
 *
 * <p>Threading: one thread per call.
 */
package io.tactus.journal.inspect;
