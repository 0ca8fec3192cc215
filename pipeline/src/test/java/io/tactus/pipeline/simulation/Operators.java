package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.simulation.CrashMode;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.StepEngine;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.RestorePoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What people do to a server that stands still: they restore its folder or a backup to some point,
 * and go on there or not; they start it without a command. Threading: one thread.
 */
final class Operators {
  private static final int RESTORE_ONE_IN = 4;
  private static final int VOID_ONE_IN = 5;
  private static final int IMPOSSIBLE_ONE_IN = 6;

  private final Simulation game;
  private final Random random;

  Operators(Simulation game, Random random) {
    this.game = game;
    this.random = random;
  }

  /** Perhaps restores what is there, or the last backup, and perhaps goes on with that. */
  void restore() {
    if (random.nextInt(RESTORE_ONE_IN) != 0 || game.tape().last() == 0) {
      return;
    }
    Backups.Saved backup = game.backups().last();
    if (backup == null || random.nextBoolean()) {
      Disk folder = game.defect().around(game.disk().copy());
      restore(folder, game.tape().copyOf(game.tape().last()), 0, false);
      return;
    }
    try (BackupDisk folder = BackupDisk.open(backup.file(), ProgressListener.SILENT)) {
      game.coverage().count("restored from a backup");
      List<Entry> history = backup.history().stream().map(Entry::copy).toList();
      restore(folder, history, backup.createdMicros(), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void restore(Disk source, List<Entry> history, long knownMicros, boolean isBranch) {
    RestorePoint point = anyPoint(history);
    game.trace().add("restore " + point);
    Restored restored = new Restored(source, history, knownMicros, game.coverage());
    FaultyDisk target = new FaultyDisk(random.nextLong()).shortWrites(random.nextInt(4) == 0);
    List<Entry> kept = restored.restore(point, target, game.defect(), random::nextLong);
    if (kept != null && random.nextBoolean()) {
      game.coverage().count("goes on in a restored folder");
      CrashMode[] modes = CrashMode.values();
      boolean powerCut = random.nextBoolean();
      game.goOnIn(
          powerCut ? target.afterCrash(modes[random.nextInt(modes.length)]) : target,
          kept,
          isBranch);
    }
  }

  /** A point in a history, or a little beside it. */
  private RestorePoint anyPoint(List<Entry> history) {
    Entry any = history.get(random.nextInt(history.size()));
    return switch (random.nextInt(6)) {
      case 0 -> RestorePoint.END;
      case 1, 2 -> RestorePoint.sequence(1 + random.nextInt(history.size() + 2));
      case 3 -> RestorePoint.tick(any.tick + random.nextInt(3) - 1);
      default -> RestorePoint.time(any.timestampMicros + random.nextInt(3) - 1);
    };
  }

  /**
   * Perhaps has the next start leave out a command; before that perhaps asks for one that cannot be
   * left out, which must change nothing.
   */
  void voidOne(EngineConfig.Builder settings) {
    if (random.nextInt(VOID_ONE_IN) != 0 || game.tape().last() == 0) {
      return;
    }
    List<Long> possible = new ArrayList<>();
    long impossible = fill(possible);
    if (random.nextInt(IMPOSSIBLE_ONE_IN) == 0) {
      game.trace().add("cannot void " + impossible);
      assertRefused(impossible);
    }
    if (!possible.isEmpty()) {
      long sequence = possible.get(random.nextInt(possible.size()));
      game.trace().add("void " + sequence);
      game.coverage().count("start with --void");
      settings.voidSequence(sequence);
    }
  }

  /**
   * Finds what can be void: commands that are in no snapshot. None before a change of the schema,
   * for what the model has become of that was thought out when it was submitted.
   *
   * @return a sequence that cannot be void
   */
  private long fill(List<Long> possible) {
    List<SnapshotInfo> snapshots = new SnapshotFolder(game.disk().copy()).list();
    long newest = snapshots.isEmpty() ? 0 : snapshots.getFirst().sequence();
    long settings = newest;
    for (Entry entry : game.tape().entries()) {
      if (entry.sequence <= newest) {
        continue;
      }
      if (entry.type == RecordType.SCHEMA) {
        possible.clear();
      } else if (entry.type == RecordType.CONFIG || entry.type == RecordType.PLUGIN) {
        settings = entry.sequence;
      } else if (!entry.isVoided()) {
        possible.add(entry.sequence);
      }
    }
    long chosen =
        switch (random.nextInt(3)) {
          case 0 -> game.tape().last() + 1;
          case 1 -> newest;
          default -> settings;
        };
    return isKnownNotVoid(chosen) ? chosen : game.tape().last() + 1;
  }

  /** What is void already, or so old that nothing tells any more, is let pass. */
  private boolean isKnownNotVoid(long sequence) {
    try {
      return sequence == 0 || !JournalScan.scan(game.disk().copy(), sequence).isVoided(sequence);
    } catch (JournalDamage e) {
      return false;
    }
  }

  private void assertRefused(long sequence) {
    EngineConfig.Builder with =
        Settings.next(random, game.defect().durability(), 0, new Coverage()).voidSequence(sequence);
    Disk disk = game.defect().around(game.disk());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> StepEngine.open(with.build(), disk, game.environment(command -> {})).close(),
            () -> "void " + sequence);
    assertTrue(refused.getMessage().contains("cannot be voided"), refused::getMessage);
    game.coverage().count("--void refused");
    game.audit(false);
  }
}
