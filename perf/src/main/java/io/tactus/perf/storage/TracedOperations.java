package io.tactus.perf.storage;

/** What is traced; the bridge between the storage module and its instrumented double. */
public interface TracedOperations extends AutoCloseable {
  /** Rows that the table has, whatever was inserted and deleted in between. */
  int rows();

  /** One field of a random row by its key. */
  void pointRead();

  /** One field of a hundred rows in the order of an index, from anywhere. */
  void rangeOf100();

  /** All rows that fulfil two conditions, counted. */
  void scan();

  /** A command that inserts a row; in the key's index and two ordered ones. */
  void insert();

  /** A command that changes both ordered fields of a random row. */
  void update();

  /** A command that changes a field in no index of a random row. */
  void updateUnindexed();

  /** A command that deletes the oldest row. */
  void delete();

  /** Bytes of pages of rows, by row, header and tails of pages included. */
  double bytesOfRows();

  /** Bytes of pages of the key's index, by row. */
  double bytesOfKeyIndex();

  /** Bytes of pages of the two ordered indexes, by row. */
  double bytesOfOrderedIndexes();

  /** Bytes of the nodes of page tables, by row. */
  double bytesOfPageTables();

  @Override
  void close();
}
