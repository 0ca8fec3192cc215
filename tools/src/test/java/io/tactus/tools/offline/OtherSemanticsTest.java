package io.tactus.tools.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that goes on under rules this program does not know: every command says no, and why. */
class OtherSemanticsTest {
  private static final int SEGMENT_BYTES = 64 << 10;

  @TempDir Path folder;

  @Test
  void shouldBeRefusedByEveryCommandThatAppliesOrVerifies() throws IOException {
    Path data = folder.resolve("data");
    write(NioDisk.at(data));
    String in = data.toString();
    assertNo(CommandRun.of("serve", "--data", in, "--http", "127.0.0.1:0"));
    assertNo(CommandRun.of("journal", "verify", "--data", in));
    assertNo(CommandRun.of("replay", "verify", "--data", in));
    assertNo(CommandRun.of("restore", in, "--data", folder.resolve("restored").toString()));
    assertFalse(Files.exists(folder.resolve("restored/FORMAT")), "nothing was published");
    CommandRun json = CommandRun.of("journal", "verify", "--data", in, "--json");
    assertEquals(ExitCode.NO, json.exitCode());
    assertTrue(json.stdout().contains("engine semantics 99"), json.stdout());
  }

  private static void assertNo(CommandRun run) {
    assertEquals(ExitCode.NO, run.exitCode(), run.stderr());
    assertTrue(run.stderr().contains("engine semantics 99, this program knows "), run.stderr());
    assertTrue(run.stderr().contains("file:     "), run.stderr());
    assertTrue(run.stderr().contains("advice:   "), run.stderr());
  }

  private static void write(Disk disk) {
    EngineConfig engine = EngineConfig.builder().segmentBytes(SEGMENT_BYTES).build();
    Engine.open(engine, disk, ProgressListener.SILENT).close();
    JournalScan scan = JournalScan.scan(disk, 0);
    JournalConfig config = JournalConfig.builder().segmentBytes(SEGMENT_BYTES).build();
    try (Journal journal = Journal.open(config, disk, scan)) {
      UnsafeBuffer body = new UnsafeBuffer(new byte[ConfigCommand.SIZE_BYTES]);
      new ConfigCommand(99, 60, scan.lastTick() + 1, 0, 1, 8192, 1000, 1000, 4096).encode(body, 0);
      journal.append(
          RecordType.CONFIG,
          scan.lastSequence() + 1,
          scan.lastTimestampMicros(),
          scan.lastTick() + 1,
          0,
          0,
          0,
          body,
          0,
          ConfigCommand.SIZE_BYTES);
      journal.commit(true);
    }
  }
}
