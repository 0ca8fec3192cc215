package io.tactus.perf.storage;

/** What is traced; the bridge between the storage module and its instrumented double. */
public interface TracedOperations extends AutoCloseable {
  void pointRead();

  void rangeOf100();

  void insert();

  /** Bytes of pages of rows, by row. */
  double rowBytes();

  /** Bytes of pages of indexes, by row. */
  double indexBytes();

  @Override
  void close();
}
