package io.tactus.gateway.rest;

import io.tactus.storage.row.RowLayout;

/**
 * The rows in the body of an insert, checked in their form. Threading: the IO thread of their
 * request.
 */
interface IncomingRows {

  /** Takes one row. */
  @FunctionalInterface
  interface Taker {
    /**
     * Takes a row that is a valid JSON value at the offset.
     *
     * @param document valid until this returns
     */
    void take(byte[] document, int offset);
  }

  /** Whether it is one row by itself, and not an array of rows. */
  boolean isSingle();

  /** Returns how many there are. */
  int count();

  /**
   * Hands over all rows in order.
   *
   * @param layout of the table they are for
   */
  void forEach(RowLayout layout, Taker taker);
}
