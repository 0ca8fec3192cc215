package io.tactus.pipeline;

import io.tactus.journal.file.Throttle;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.journal.snapshot.SnapshotWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
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
    UnaryOperator<byte[]> settings =
        block -> {
          if (semantics >= 0) {
            new UnsafeBuffer(block).putInt(SEMANTICS_OFFSET, semantics, ByteOrder.LITTLE_ENDIAN);
          }
          return block;
        };
    rewrite(disk, file, change, kinds, settings);
  }

  /** Changes the block of settings. */
  static void rewriteSettings(FaultyDisk disk, String file, UnaryOperator<byte[]> settings) {
    rewrite(disk, file, meta -> meta, kind -> true, settings);
  }

  private static void rewrite(
      FaultyDisk disk,
      String file,
      UnaryOperator<SnapshotMeta> change,
      Predicate<Integer> kinds,
      UnaryOperator<byte[]> settings) {
    try (SnapshotReader reader = SnapshotReader.open(disk.copy(), file);
        SnapshotWriter writer =
            SnapshotWriter.create(disk, change.apply(reader.meta()), Throttle.NONE)) {
      reader.forEach(
          (kind, id, bytes, offset, length) -> {
            if (kinds.test(kind)) {
              byte[] block = new byte[length];
              bytes.getBytes(offset, block);
              byte[] changed = kind == ENGINE_KIND ? settings.apply(block) : block;
              UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(changed.length));
              copy.putBytes(0, changed);
              writer.block(kind, id, copy, 0, changed.length);
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

  static SnapshotMeta withPlugins(SnapshotMeta meta, String... hashes) {
    return copy(meta, meta.semanticsVersion(), meta.stateHash(), List.of(hashes));
  }

  private static SnapshotMeta copy(SnapshotMeta meta, int semantics, long hash) {
    return copy(meta, semantics, hash, meta.pluginHashes());
  }

  private static SnapshotMeta copy(
      SnapshotMeta meta, int semantics, long hash, List<String> plugins) {
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
        plugins);
  }
}
