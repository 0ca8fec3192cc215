package io.tactus.storage.query;

/** A condition on a row beyond the filter of its table. */
@FunctionalInterface
interface RowAdmission {

  /** Tells whether a row that passes the filter is wanted. */
  boolean admits(long rowAddress);
}
