/**
 * A disk in memory that behaves as badly as a real one may: it loses what was not forced, tears
 * writes at sectors, writes short, fills up, fails, and crashes at any chosen operation.
 *
 * <p>It is part of the product, not of one module's tests: the whole core can be stepped on it.
 * What always holds: the same seed and the same operations give the same bytes after a crash.
 *
 * <p>Threading: any thread; one lock around everything.
 */
package io.tactus.journal.simulation;
