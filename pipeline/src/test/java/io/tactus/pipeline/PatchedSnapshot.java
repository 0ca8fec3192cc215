package io.tactus.pipeline;

import io.tactus.journal.file.Throttle;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.journal.snapshot.SnapshotWriter;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a snapshot anew with something changed in it, and every checksum right. */
final class PatchedSnapshot {
  private static final int ENGINE_KIND = 1;
  private static final int SEMANTICS_OFFSET = Integer.BYTES;

  private PatchedSnapshot() {}

  static void rewrite(FaultyDisk disk, String file, UnaryOperator<SnapshotMeta> change) {
    rewrite(disk, file, change, kind -> true, -1);
  }

  /** Also leaves out blocks, and changes the semantics of the settings unless that is negative. */
  static void rewrite(
      FaultyDisk disk,
      String file,
      UnaryOperator<SnapshotMeta> change,
      Predicate<Integer> kinds,
      int semantics) {
    try (SnapshotReader reader = SnapshotReader.open(disk.copy(), file);
        SnapshotWriter writer =
            SnapshotWriter.create(disk, change.apply(reader.meta()), Throttle.NONE)) {
      reader.forEach(
          (kind, id, bytes, offset, length) -> {
            if (kinds.test(kind)) {
              byte[] block = new byte[length];
              bytes.getBytes(offset, block);
              UnsafeBuffer copy = new UnsafeBuffer(java.nio.ByteBuffer.allocateDirect(length));
              copy.putBytes(0, block);
              if (kind == ENGINE_KIND && semantics >= 0) {
                copy.putInt(SEMANTICS_OFFSET, semantics, java.nio.ByteOrder.LITTLE_ENDIAN);
              }
              writer.block(kind, id, copy, 0, length);
            }
          });
      writer.finish();
    }
  }

  static SnapshotMeta withSemantics(SnapshotMeta meta, int version) {
    return copy(meta, version, meta.stateHash());
  }

  static SnapshotMeta withHash(SnapshotMeta meta, long hash) {
    return copy(meta, meta.semanticsVersion(), hash);
  }

  private static SnapshotMeta copy(SnapshotMeta meta, int semantics, long hash) {
    return new SnapshotMeta(
        meta.sequence(),
        meta.tick(),
        meta.tickTimeMicros(),
        meta.timestampMicros(),
        meta.epoch(),
        meta.logId(),
        meta.pageBytes(),
        semantics,
        meta.schemaVersion(),
        meta.rows(),
        hash,
        meta.pluginHashes());
  }
}
