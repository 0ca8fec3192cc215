package io.tactus.pipeline.recovery;

import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.recovery.SnapshotBlocks.EngineBlock;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The settings and plug-ins that a snapshot begins with, and whether they can be ones. */
final class SnapshotSettings {
  private SnapshotSettings() {}

  /**
   * Reads them; the pages behind them are not looked at.
   *
   * @param file the snapshot as messages name it
   * @throws WrongSnapshot if there are none, or none that a server had
   * @throws io.tactus.journal.JournalDamage if they do not check out
   * @throws io.tactus.journal.JournalFailure if they cannot be read
   * @throws OtherSemantics if the snapshot was written under other rules
   */
  static EngineBlock read(SnapshotReader reader, String file) {
    SnapshotMeta meta = reader.meta();
    OtherSemantics.refuse(file, meta.sequence(), meta.semanticsVersion());
    EngineBlock[] found = new EngineBlock[1];
    reader.first(
        (kind, id, bytes, offset, length) -> {
          if (kind == SnapshotBlocks.ENGINE) {
            found[0] = decode(new UnsafeBuffer(bytes, offset, length), meta, file);
          }
        });
    if (found[0] == null) {
      throw new WrongSnapshot(file, meta.sequence(), "it does not begin with settings");
    }
    return found[0];
  }

  private static EngineBlock decode(DirectBuffer block, SnapshotMeta meta, String file) {
    EngineBlock engine;
    try {
      OtherSemantics.refuse(file, meta.sequence(), EngineBlock.semanticsVersion(block));
      engine = EngineBlock.decode(block);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new WrongSnapshot(file, meta.sequence(), "its settings are none: " + e.getMessage());
    }
    String problem = problem(engine, meta);
    if (!problem.isEmpty()) {
      throw new WrongSnapshot(file, meta.sequence(), problem);
    }
    return engine;
  }

  private static String problem(EngineBlock engine, SnapshotMeta meta) {
    ConfigCommand config = engine.config();
    if (!config.isPossible()) {
      return "its settings are those of no server: " + config;
    }
    if (config.pageBytes() != meta.pageBytes()) {
      return "its settings say pages of "
          + config.pageBytes()
          + " bytes, its head "
          + meta.pageBytes();
    }
    List<String> plugins = engine.plugins().stream().map(PluginCommand::sha256).toList();
    return plugins.equals(meta.pluginHashes())
        ? ""
        : "its settings name the plug-ins " + plugins + ", its head " + meta.pluginHashes();
  }
}
