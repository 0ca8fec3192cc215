package io.tactus.perf.storage;

/** As {@link IndexedWriteBenchmark}, with one index beside the primary key's, the ordered one. */
public class OneIndexWriteBenchmark extends IndexedWriteBenchmark {

  @Override
  int secondaryIndexes() {
    return 1;
  }
}
