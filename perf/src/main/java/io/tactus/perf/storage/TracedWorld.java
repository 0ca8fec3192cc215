package io.tactus.perf.storage;

/** {@link GuildOperations} over a storage module that reports every access to memory. */
final class TracedWorld implements AutoCloseable {
  private final LineTrace trace = new LineTrace();
  private final TracedOperations operations;

  /**
   * Fills a table.
   *
   * @param nodeBytes of the trees
   * @param bucketPercent how full a bucket of a hash index may be
   */
  TracedWorld(int rows, int nodeBytes, int bucketPercent) {
    ClassLoader own = TracedWorld.class.getClassLoader();
    try {
      operations =
          (TracedOperations)
              new TracingClassLoader(own, nodeBytes, bucketPercent)
                  .loadClass(GuildOperations.class.getName())
                  .getConstructor(int.class)
                  .newInstance(rows);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the storage module cannot be instrumented", e);
    }
  }

  TracedOperations operations() {
    return operations;
  }

  /** Does something, and returns what it has touched. */
  LineTrace trace(Runnable operation) {
    trace.begin();
    operation.run();
    trace.end();
    return trace;
  }

  @Override
  public void close() {
    operations.close();
  }
}
