package io.tactus.perf.storage;

/** {@link GuildOperations} over a storage module that reports every access to memory. */
final class TracedWorld implements AutoCloseable {
  private final LineTrace trace = new LineTrace();
  private final TracedOperations operations;

  TracedWorld(int rows) {
    try {
      operations =
          (TracedOperations)
              new TracingClassLoader(TracedWorld.class.getClassLoader())
                  .loadClass(GuildOperations.class.getName())
                  .getConstructor(int.class)
                  .newInstance(rows);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the storage module cannot be instrumented", e);
    }
  }

  LineTrace trace() {
    return trace;
  }

  void pointRead() {
    operations.pointRead();
  }

  void rangeOf100() {
    operations.rangeOf100();
  }

  void insert() {
    operations.insert();
  }

  double rowBytes() {
    return operations.rowBytes();
  }

  double indexBytes() {
    return operations.indexBytes();
  }

  @Override
  public void close() {
    operations.close();
  }
}
