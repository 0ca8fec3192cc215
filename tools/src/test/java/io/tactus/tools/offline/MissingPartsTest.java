package io.tactus.tools.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotReader;
import io.tactus.journal.snapshot.SnapshotWriter;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.storage.page.Page;
import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole folder that this process cannot apply, for want of a plug-in or of pages of its size:
 * every command says no, and what to do. A supervisor that starts it again would hear the same.
 */
class MissingPartsTest {
  private static final int SEGMENT_BYTES = 64 << 10;

  @TempDir Path folder;

  private void assertNo(String reason, String advice) {
    assertNoFromSnapshot(reason, advice);
    String in = folder.resolve("data").toString();
    assertNo(CommandRun.of("replay", "verify", "--data", in), reason, advice);
    CommandRun json = CommandRun.of("replay", "verify", "--data", in, "--json");
    assertEquals(ExitCode.NO, json.exitCode());
    assertTrue(json.stdout().contains(reason), json.stdout());
  }

  /** By what begins at the newest snapshot; a replay begins as far back as it can. */
  private void assertNoFromSnapshot(String reason, String advice) {
    String in = folder.resolve("data").toString();
    String restored = folder.resolve("restored").toString();
    assertNo(CommandRun.of("serve", "--data", in, "--http", "127.0.0.1:0"), reason, advice);
    assertNo(CommandRun.of("restore", in, "--data", restored), reason, advice);
    assertFalse(Files.exists(Path.of(restored, "FORMAT")), "nothing was published");
  }

  private static void assertNo(CommandRun run, String reason, String advice) {
    assertEquals(ExitCode.NO, run.exitCode(), run.stderr());
    assertTrue(run.stderr().contains(reason), run.stderr());
    assertTrue(run.stderr().contains("advice:   Nothing was changed. " + advice), run.stderr());
    assertFalse(run.stderr().contains("Exception"), run.stderr());
  }

  private Disk disk() throws IOException {
    return NioDisk.at(folder.resolve("data"));
  }

  /** A journal of one run, and a record of another behind it. */
  private void write(int type, ExpandableArrayBuffer body, int length) throws IOException {
    EngineConfig engine = EngineConfig.builder().segmentBytes(SEGMENT_BYTES).build();
    Engine.open(engine, disk(), ProgressListener.SILENT).close();
    JournalScan scan = JournalScan.scan(disk(), 0);
    JournalConfig config = JournalConfig.builder().segmentBytes(SEGMENT_BYTES).build();
    try (Journal journal = Journal.open(config, disk(), scan)) {
      journal.append(
          type,
          scan.lastSequence() + 1,
          scan.lastTimestampMicros(),
          scan.lastTick() + 1,
          0,
          0,
          0,
          body,
          0,
          length);
      journal.commit(true);
    }
  }

  @Test
  void shouldSayNoToAHistoryWithoutItsPlugin() throws IOException {
    ExpandableArrayBuffer body = new ExpandableArrayBuffer();
    String sha256 = "0123456789abcdef".repeat(4);
    int length = new PluginCommand("chess", sha256).encode(body, 0);
    write(RecordType.PLUGIN, body, length);
    assertNo(
        "the plug-in chess is missing: plugins/" + sha256 + ".jar",
        "Put the jar back under that name");
  }

  @Test
  void shouldSayNoToAHistoryOfAnotherProgramsPlugin() throws IOException {
    ExpandableArrayBuffer body = new ExpandableArrayBuffer();
    int length = new PluginCommand("chess", "").encode(body, 0);
    write(RecordType.PLUGIN, body, length);
    assertNo(
        "the plug-in chess was part of the process that wrote the journal",
        "Start the program that has it built in");
  }

  @Test
  void shouldSayNoToASnapshotWithPagesOfAnotherSize() throws IOException {
    EngineConfig config = EngineConfig.builder().segmentBytes(SEGMENT_BYTES).build();
    String snapshot;
    try (Engine engine = Engine.open(config, disk(), ProgressListener.SILENT)) {
      engine.snapshot().join();
      snapshot = engine.snapshots().getFirst().file();
    }
    int pageBytes = 2 * Page.SIZE_BYTES;
    rewrite(snapshot, pageBytes);
    assertNoFromSnapshot(
        "this data has pages of " + pageBytes + " bytes, this process has pages of ",
        "Start Java with -Dtactus.pageBytes=" + pageBytes);
  }

  /** Says in the snapshot's settings that its pages have another size; every checksum is right. */
  private void rewrite(String file, int pageBytes) throws IOException {
    List<byte[]> bodies = new ArrayList<>();
    List<Integer> kinds = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    SnapshotMeta meta;
    try (SnapshotReader reader = SnapshotReader.open(disk(), file)) {
      meta = reader.meta();
      reader.forEach(
          (kind, id, bytes, offset, length) -> {
            byte[] body = new byte[length];
            bytes.getBytes(offset, body);
            bodies.add(body);
            kinds.add(kind);
            ids.add(id);
          });
    }
    Files.delete(folder.resolve("data").resolve(file));
    try (SnapshotWriter writer = SnapshotWriter.create(disk(), meta, Throttle.NONE)) {
      for (int i = 0; i < bodies.size(); i++) {
        UnsafeBuffer body = new UnsafeBuffer(bodies.get(i));
        if (i == 0) {
          ConfigCommand config = ConfigCommand.decode(body, Integer.BYTES, body.getInt(0));
          withPages(config, pageBytes).encode(body, Integer.BYTES);
        }
        writer.block(kinds.get(i), ids.get(i), body, 0, body.capacity());
      }
      writer.finish();
    }
  }

  private static ConfigCommand withPages(ConfigCommand config, int pageBytes) {
    return new ConfigCommand(
        config.semanticsVersion(),
        config.tickRateHz(),
        config.baseTick(),
        config.baseMicros(),
        config.hashSeed(),
        config.maxLogicalPages(),
        config.workBudget(),
        config.resultLimitBytes(),
        pageBytes);
  }
}
