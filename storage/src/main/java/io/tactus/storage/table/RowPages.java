package io.tactus.storage.table;

/** Where a scan finds the pages of a table's rows area. */
interface RowPages {

  /** Returns the address of a page of the rows area. */
  long rowsPage(long page);
}
