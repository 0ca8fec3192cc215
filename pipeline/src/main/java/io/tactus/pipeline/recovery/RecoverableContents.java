package io.tactus.pipeline.recovery;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.RecordVisitor;
import io.tactus.journal.file.Disk;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.MalformedCommand;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.plugin.PluginMissing;
import io.tactus.pipeline.plugin.PluginStore;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Looks, on the way of a verification, at what a recovery would ask of contents besides checksums:
 * settings of snapshots that are possible, commands of these engine semantics, and jars of plug-ins
 * in the folder. Plug-ins that are part of a process are not looked for. Stateless.
 *
 * <p>Throws {@link OtherSemantics} for commands of others, {@link JournalDamage} for the rest.
 */
public final class RecoverableContents implements JournalVerifier.Contents {

  /** Those of other semantics are judged by who begins from them. */
  @Override
  public void check(Disk disk, SnapshotInfo snapshot) {
    try {
      SnapshotContents.settings(disk, snapshot);
    } catch (OtherSemantics _) {
      // Not damage of this snapshot: whoever begins from it says so, see onNewest.
    }
  }

  @Override
  public void onNewest(Disk disk, SnapshotInfo snapshot) {
    SnapshotContents.settings(disk, snapshot);
  }

  @Override
  public RecordVisitor begin(Disk disk, Optional<SnapshotInfo> snapshot, JournalScan scan) {
    PluginStore plugins = new PluginStore(disk);
    if (snapshot.isPresent()) {
      for (PluginCommand plugin : SnapshotContents.settings(disk, snapshot.get()).plugins()) {
        require(disk, plugins, plugin, snapshot.get().sequence());
      }
    }
    return (header, body, offset) -> {
      long sequence = header.sequence();
      int length = header.bodyLength();
      if (header.type() == RecordType.CONFIG && !scan.isVoided(sequence)) {
        int semantics = ConfigCommand.semanticsVersion(body, offset, length);
        OtherSemantics.refuse(scan.fileOf(sequence), sequence, semantics);
      }
      if (header.type() == RecordType.PLUGIN && !scan.isVoided(sequence)) {
        require(disk, plugins, plugin(body, offset, length), sequence);
      }
    };
  }

  /** Null if it is malformed: a recovery refuses it as a command and goes on. */
  private static PluginCommand plugin(DirectBuffer body, int offset, int length) {
    try {
      return PluginCommand.decode(body, offset, length);
    } catch (MalformedCommand e) {
      return null;
    }
  }

  private static void require(Disk disk, PluginStore plugins, PluginCommand plugin, long sequence) {
    try {
      if (plugin != null) {
        plugins.requireJar(plugin);
      }
    } catch (PluginMissing e) {
      String file = disk.describe(PluginStore.fileName(plugin.sha256()));
      throw new JournalDamage(file, 0, sequence, e.reason(), e.advice());
    }
  }
}
