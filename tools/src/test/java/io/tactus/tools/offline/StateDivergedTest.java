package io.tactus.tools.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.HashRecord;
import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that notes another state than this program comes to: the answer is no, with advice. */
class StateDivergedTest {

  @TempDir Path folder;

  @Test
  void shouldNeitherStartNorRestoreWhatReplaysToAnotherState() throws IOException {
    Path data = folder.resolve("data");
    write(data, false);
    CommandRun good = restore(data, "good");
    assertEquals(ExitCode.DONE, good.exitCode(), good.stderr());
    Path spoilt = folder.resolve("spoilt");
    write(spoilt, true);

    CommandRun serve = CommandRun.of("serve", "--data", spoilt.toString(), "--http", "127.0.0.1:0");
    assertEquals(ExitCode.NO, serve.exitCode(), serve.stderr());
    assertTrue(serve.stderr().contains("cannot start: "), serve.stderr());
    assertTrue(serve.stderr().contains("sequence: "), serve.stderr());
    assertTrue(serve.stderr().contains("advice:"), serve.stderr());

    CommandRun restore = restore(spoilt, "restored");
    assertEquals(ExitCode.NO, restore.exitCode(), restore.stderr());
    assertTrue(restore.stderr().contains("sequence: "), restore.stderr());
    assertFalse(Files.exists(folder.resolve("restored/FORMAT")), "nothing was published");
  }

  private CommandRun restore(Path from, String into) {
    return CommandRun.of("restore", from.toString(), "--data", folder.resolve(into).toString());
  }

  /** As a server leaves it, with a note behind its last command that its state was another. */
  private static void write(Path data, boolean otherState) throws IOException {
    Disk disk = NioDisk.at(data);
    EngineConfig config = EngineConfig.builder().segmentBytes(64 << 10).build();
    Engine.open(config, disk, ProgressListener.SILENT).close();
    if (otherState) {
      noteAnotherState(disk);
    }
  }

  private static void noteAnotherState(Disk disk) {
    JournalConfig config = JournalConfig.builder().segmentBytes(64 << 10).build();
    JournalScan scan = JournalScan.scan(disk, 0);
    try (Journal journal = Journal.open(config, disk, scan)) {
      UnsafeBuffer hash = new UnsafeBuffer(new byte[HashRecord.SIZE_BYTES]);
      HashRecord.encode(hash, 0, 1, 4711);
      journal.append(
          RecordType.HASH,
          scan.lastSequence(),
          0,
          scan.lastTick(),
          0,
          0,
          0,
          hash,
          0,
          HashRecord.SIZE_BYTES);
      journal.commit(true);
    }
  }
}
