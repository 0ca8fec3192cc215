package io.tactus.pipeline;

import io.tactus.journal.DataFolder;
import io.tactus.journal.file.Disk;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.backup.RestoreReport;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.table.TableHash;
import java.util.List;

/**
 * A data folder, with a snapshot among its commands, of which restores take all but the end.
 *
 * @param disk where it is
 * @param last sequence of the last command that is restored
 * @param expected tables as they were then
 */
record RestoreSource(FaultyDisk disk, long last, List<TableHash> expected) {

  /** Fills one with so many commands that insert a row, more than ten. */
  static RestoreSource ofRows(int rows) {
    FaultyDisk disk = new FaultyDisk(1);
    EngineConfig config = Restoring.config().build();
    try (Engine engine = Engine.open(config, disk, ProgressListener.SILENT)) {
      EngineClient client = new EngineClient(engine);
      Ledger.create(client);
      for (int i = 0; i < rows; i++) {
        Ledger.insert(client, i).expectApplied();
        if (i == 10) {
          engine.snapshot().join();
        }
      }
    }
    try (ReplaySession session = ReplaySession.open(disk)) {
      long last = session.lastSequence() - 3;
      session.seekSequence(last);
      return new RestoreSource(disk, last, session.hashes().tables());
    }
  }

  RestoreReport restoreTo(Disk target) {
    return Restoration.run(disk, target, RestorePoint.sequence(last), ProgressListener.SILENT);
  }

  RestoreReport restoreTo(DataFolder target) {
    return Restoration.run(disk, target, RestorePoint.sequence(last), ProgressListener.SILENT);
  }
}
