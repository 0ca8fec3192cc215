package io.tactus.storage.alteration;

/** What becomes of one leaf, or of several that lie side by side, when a row is written anew. */
interface LeafMove {

  /**
   * Puts the leaf into the new row.
   *
   * @throws io.tactus.storage.Rejection if the value does not fit
   */
  void move(long oldRow, long newRow);
}
