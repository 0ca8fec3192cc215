/**
 * What tables there are: the immutable catalog a version carries, and the system tables it is kept
 * in.
 *
 * <p>The schema is data like any other: it lies in the rows of {@code _tables}, {@code _catalog}
 * and {@code _counters}, so it is undone, snapshotted, forked and hashed by the same mechanism as
 * user rows. The {@link io.tactus.storage.catalog.Catalog} object is only a decoded copy.
 */
package io.tactus.storage.catalog;
