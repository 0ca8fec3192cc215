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
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Map<String, Object> verdict = assertNoByPlace(data, "journal");
    assertEquals(List.of(), verdict.get("notes"));
    Map<String, Object> damage = Json.object(Json.array(verdict.get("damages")).getFirst());
    assertEquals(verdict.get("reason"), damage.get("reason"));
    assertNoByPlace(data, "replay");
  }

  /** The keys that damage has. */
  private static Map<String, Object> assertNoByPlace(Path data, String command) {
    CommandRun run = CommandRun.of(command, "verify", "--data", data.toString(), "--json");
    assertEquals(ExitCode.NO, run.exitCode());
    Map<String, Object> document = Json.object(Json.parse(run.stdout()));
    assertEquals(false, document.get("ok"));
    assertTrue(String.valueOf(document.get("file")).endsWith(".segment"), run.stdout());
    assertTrue(String.valueOf(document.get("sequence")).matches("[1-9][0-9]*"), run.stdout());
    String reason = String.valueOf(document.get("reason"));
    assertTrue(reason.contains("engine semantics 99"), reason);
    assertEquals(1, reason.lines().count(), reason);
    assertTrue(String.valueOf(document.get("advice")).contains("Use a newer version"), reason);
    return document;
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
