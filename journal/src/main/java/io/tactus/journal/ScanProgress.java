package io.tactus.journal;

/** Hears how far a scan of the journal is; called on the thread that scans. */
@FunctionalInterface
public interface ScanProgress {
  /** Does not listen. */
  ScanProgress SILENT = (bytes, of) -> {};

  /**
   * Called before the first segment and behind each one.
   *
   * @param bytes of segments that were read and checked
   * @param of bytes of all segments that are to be
   */
  void onScanned(long bytes, long of);
}
