package io.tactus.perf.storage;

/**
 * As {@link PointReadBenchmark}, of rows that were inserted in another order than that of their
 * keys, so that where a row lies is not to be guessed from its key.
 */
public class ShuffledPointReadBenchmark extends PointReadBenchmark {
  /**
   * A prime, so that its multiples meet every remainder of a number of rows that it is larger than.
   */
  private static final long STRIDE = 4_294_967_291L;

  @Override
  long idOf(long n) {
    return 1 + n * STRIDE % rows;
  }
}
