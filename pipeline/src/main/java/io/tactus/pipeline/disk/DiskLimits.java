package io.tactus.pipeline.disk;

/**
 * When the disk is said to be short of room or slow.
 *
 * @param warnFreeBytes below this much room there is a warning
 * @param minFreeBytes below this much room writes are refused, until there is a quarter more
 * @param stallNs a group commit that takes longer is a stall
 * @param checkEveryNs how often to look
 */
public record DiskLimits(long warnFreeBytes, long minFreeBytes, long stallNs, long checkEveryNs) {

  /** 1 GiB, 128 MiB, 2 s, 1 s. */
  public static final DiskLimits DEFAULT =
      new DiskLimits(1L << 30, 128L << 20, 2_000_000_000L, 1_000_000_000L);

  /** Checks the bounds. */
  public DiskLimits {
    if (minFreeBytes < 0 || warnFreeBytes < minFreeBytes || stallNs < 1 || checkEveryNs < 1) {
      throw new IllegalArgumentException(
          "disk limits: warn below "
              + warnFreeBytes
              + " bytes, refuse below "
              + minFreeBytes
              + ", stall "
              + stallNs
              + " ns, every "
              + checkEveryNs
              + " ns");
    }
  }
}
