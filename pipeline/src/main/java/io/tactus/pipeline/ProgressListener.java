package io.tactus.pipeline;

/** Hears how far recovery, or a restore, is; called on the thread that does it. */
@FunctionalInterface
public interface ProgressListener {
  /** A listener that ignores everything. */
  ProgressListener SILENT = (stage, done, of) -> {};

  /** The stages of recovery, in order. */
  enum Stage {
    /** A snapshot is read; bytes. */
    SNAPSHOT,
    /** The journal behind it, or a backup, is read and checked; bytes. */
    CHECK,
    /** The commands of the journal are applied. */
    JOURNAL
  }

  /**
   * Called at the beginning of a stage, now and then, and at its end.
   *
   * @param done bytes or commands so far
   * @param of how many there are
   */
  void onProgress(Stage stage, long done, long of);
}
