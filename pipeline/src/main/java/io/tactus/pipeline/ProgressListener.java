package io.tactus.pipeline;

/** Hears how far recovery is; called on the thread that opens the engine. */
@FunctionalInterface
public interface ProgressListener {
  /** A listener that ignores everything. */
  ProgressListener SILENT = (stage, done, of) -> {};

  /** The stages of recovery, in order. */
  enum Stage {
    SNAPSHOT,
    JOURNAL,
    START
  }

  /**
   * Called now and then.
   *
   * @param done pages or commands so far
   * @param of how many there are, or -1 if that is not known
   */
  void onProgress(Stage stage, long done, long of);
}
