package io.tactus.perf.storage;

/**
 * As {@link IndexedWriteBenchmark}, with one thread that helps to bring the two secondary indexes
 * up to date at the end of a command, as it does in a server on two cores.
 */
public class HelpedWriteBenchmark extends IndexedWriteBenchmark {

  @Override
  int helpers() {
    return 1;
  }
}
