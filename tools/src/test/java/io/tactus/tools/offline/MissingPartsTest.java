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
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
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
    assertNoAsJson(json, reason, advice);
  }

  /** In parts, of one line each. */
  private static void assertNoAsJson(CommandRun run, String reason, String advice) {
    assertEquals(ExitCode.NO, run.exitCode(), run.stderr());
    Map<String, Object> document = Json.object(Json.parse(run.stdout()));
    assertEquals(false, document.get("ok"));
    String because = String.valueOf(document.get("reason"));
    assertTrue(because.startsWith(reason), because);
    assertEquals(1, because.lines().count(), because);
    assertFalse(because.contains("advice"), because);
    String what = String.valueOf(document.get("advice"));
    assertTrue(what.startsWith("Nothing was changed. " + advice), what);
  }

  /** By what begins at the newest snapshot; a replay begins as far back as it can. */
  private void assertNoFromSnapshot(String reason, String advice) {
    String in = folder.resolve("data").toString();
    String restored = folder.resolve("restored").toString();
    assertNo(CommandRun.of("serve", "--data", in, "--http", "127.0.0.1:0"), reason, advice);
    assertNo(CommandRun.of("restore", in, "--data", restored), reason, advice);
    assertNoAsJson(CommandRun.of("restore", in, "--data", restored, "--json"), reason, advice);
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
    assertNamesTheJar(sha256);
    assertVerifyNames(sha256, "the plug-in chess is missing: plugins/");
  }

  private void assertNamesTheJar(String sha256) {
    Path jar = folder.resolve("data/plugins").resolve(sha256 + ".jar");
    String in = folder.resolve("data").toString();
    CommandRun run = CommandRun.of("replay", "verify", "--data", in, "--json");
    Map<String, Object> document = Json.object(Json.parse(run.stdout()));
    assertEquals(jar.toString(), document.get("file"));
    CommandRun lines = CommandRun.of("replay", "verify", "--data", in);
    assertTrue(lines.stderr().contains("file:     " + jar), lines.stderr());
  }

  /** As one that was built against classes which are no more. */
  @Test
  void shouldSayNoToAHistoryWhosePluginCannotBeLoaded() throws Exception {
    byte[] jar = "no jar at all".getBytes(StandardCharsets.UTF_8);
    String sha256 = keep(jar);
    ExpandableArrayBuffer body = new ExpandableArrayBuffer();
    int length = new PluginCommand("chess", sha256).encode(body, 0);
    write(RecordType.PLUGIN, body, length);
    assertNo("the plug-in chess cannot be loaded: ", "Start it with the versions ");
    assertNamesTheJar(sha256);
  }

  @Test
  void shouldSayNoToASnapshotWhosePluginCannotBeLoaded() throws Exception {
    byte[] jar = "no jar at all".getBytes(StandardCharsets.UTF_8);
    String sha256 = keep(jar);
    EngineConfig config = EngineConfig.builder().segmentBytes(SEGMENT_BYTES).build();
    String snapshot;
    try (Engine engine = Engine.open(config, disk(), ProgressListener.SILENT)) {
      engine.snapshot().join();
      snapshot = engine.snapshots().getFirst().file();
    }
    rewrite(snapshot, Page.SIZE_BYTES, List.of(new PluginCommand("chess", sha256)));
    assertNoFromSnapshot("the plug-in chess cannot be loaded: ", "Start it with the versions ");
  }

  /** Puts it where a start keeps the jar of a plug-in. */
  private String keep(byte[] jar) throws IOException, GeneralSecurityException {
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
    Path plugins = Files.createDirectories(folder.resolve("data/plugins"));
    Files.write(plugins.resolve(sha256 + ".jar"), jar);
    return sha256;
  }

  @Test
  void shouldSayThatTheJarOfAPluginCannotBeRead() throws IOException {
    ExpandableArrayBuffer body = new ExpandableArrayBuffer();
    String sha256 = "0123456789abcdef".repeat(4);
    int length = new PluginCommand("chess", sha256).encode(body, 0);
    write(RecordType.PLUGIN, body, length);
    Path plugins = Files.createDirectories(folder.resolve("data/plugins"));
    Path jar = plugins.resolve(sha256 + ".jar");
    Files.createSymbolicLink(jar, jar.getFileName());
    String in = folder.resolve("data").toString();
    for (CommandRun run :
        List.of(
            CommandRun.of("serve", "--data", in, "--http", "127.0.0.1:0"),
            CommandRun.of("replay", "hash", "--data", in),
            CommandRun.of("replay", "verify", "--data", in))) {
      assertEquals(ExitCode.UNREACHABLE, run.exitCode(), run.stderr());
      assertTrue(run.stderr().contains("cannot read " + jar), run.stderr());
      assertFalse(run.stderr().contains("IllegalStateException"), run.stderr());
      assertFalse(run.stderr().contains("JournalFailure: cannot read"), run.stderr());
    }
  }

  @Test
  void shouldSayNoToAHistoryWithAnotherJarInThePlaceOfItsPlugin() throws IOException {
    ExpandableArrayBuffer body = new ExpandableArrayBuffer();
    String sha256 = "0123456789abcdef".repeat(4);
    int length = new PluginCommand("chess", sha256).encode(body, 0);
    write(RecordType.PLUGIN, body, length);
    Path plugins = Files.createDirectories(folder.resolve("data/plugins"));
    Files.write(plugins.resolve(sha256 + ".jar"), new byte[100]);
    String in = folder.resolve("data").toString();
    String reason = "the plug-in chess is not there: ";
    String advice = "Put the jar of that SHA-256 back";
    assertNo(CommandRun.of("serve", "--data", in, "--http", "127.0.0.1:0"), reason, advice);
    assertNoAsJson(CommandRun.of("replay", "verify", "--data", in, "--json"), reason, advice);
    assertNamesTheJar(sha256);
    assertVerifyNames(sha256, reason);
  }

  /** A snapshot that a start would begin from needs its plug-ins as well, also without a record. */
  @Test
  void shouldNameThePluginThatASnapshotNeeds() throws IOException {
    EngineConfig config = EngineConfig.builder().segmentBytes(SEGMENT_BYTES).build();
    String snapshot;
    try (Engine engine = Engine.open(config, disk(), ProgressListener.SILENT)) {
      engine.snapshot().join();
      snapshot = engine.snapshots().getFirst().file();
    }
    String sha256 = "0123456789abcdef".repeat(4);
    rewrite(snapshot, Page.SIZE_BYTES, List.of(new PluginCommand("chess", sha256)));
    assertNoFromSnapshot(
        "the plug-in chess is missing: plugins/" + sha256 + ".jar",
        "Put the jar back under that name");
    assertVerifyNames(sha256, "the plug-in chess is missing: plugins/");
  }

  private void assertVerifyNames(String sha256, String reason) {
    String in = folder.resolve("data").toString();
    CommandRun verify = CommandRun.of("journal", "verify", "--data", in, "--json");
    assertNoAsJson(verify, reason, "Put the jar ");
    Map<String, Object> document = Json.object(Json.parse(verify.stdout()));
    String file = String.valueOf(document.get("file"));
    assertTrue(file.endsWith("plugins/" + sha256 + ".jar"), file);
    assertTrue(String.valueOf(document.get("sequence")).matches("[1-9][0-9]*"), verify.stdout());
    assertEquals(1, Json.array(document.get("damages")).size());
  }

  /** As a command that meets an error of a plug-in or of the machine. */
  @Test
  void shouldSayNoToACommandThatStopsTheReplay() throws IOException {
    write(RecordType.CALL, new ExpandableArrayBuffer(), 0);
    String in = folder.resolve("data").toString();
    String restored = folder.resolve("restored").toString();
    for (CommandRun run :
        List.of(
            CommandRun.of("serve", "--data", in, "--http", "127.0.0.1:0"),
            CommandRun.of("replay", "hash", "--data", in),
            CommandRun.of("replay", "verify", "--data", in),
            CommandRun.of("restore", in, "--data", restored))) {
      assertEquals(ExitCode.NO, run.exitCode(), run.stderr());
      assertTrue(run.stderr().contains("(CALL) stops the replay: "), run.stderr());
      assertTrue(run.stderr().contains("  advice:   It stays in the journal. "), run.stderr());
      assertFalse(run.stderr().contains("\tat "), run.stderr());
    }
    for (CommandRun run :
        List.of(
            CommandRun.of("replay", "hash", "--data", in, "--json"),
            CommandRun.of("replay", "verify", "--data", in, "--json"),
            CommandRun.of("restore", in, "--data", restored, "--json"))) {
      assertEquals(ExitCode.NO, run.exitCode(), run.stderr());
      Map<String, Object> document = Json.object(Json.parse(run.stdout()));
      assertEquals(false, document.get("ok"));
      String reason = String.valueOf(document.get("reason"));
      assertTrue(reason.contains("(CALL) stops the replay: "), reason);
      assertEquals(1, reason.lines().count(), reason);
      String sequence = String.valueOf(document.get("sequence"));
      String advice = String.valueOf(document.get("advice"));
      assertTrue(advice.endsWith("start with --void " + sequence), advice);
      assertTrue(String.valueOf(document.get("file")).endsWith(".segment"), run.stdout());
      assertFalse(document.containsKey("offset"), "nobody knows it: " + run.stdout());
    }
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
    rewrite(snapshot, pageBytes, List.of());
    assertNoFromSnapshot(
        "this data has pages of " + pageBytes + " bytes, this process has pages of ",
        "Start Java with -Dtactus.pageBytes=" + pageBytes);
  }

  /** Says in a snapshot that its pages have another size, and plug-ins are in force. */
  private void rewrite(String file, int pageBytes, List<PluginCommand> plugins) throws IOException {
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
    try (SnapshotWriter writer =
        SnapshotWriter.create(disk(), with(meta, pageBytes, plugins), Throttle.NONE)) {
      for (int i = 0; i < bodies.size(); i++) {
        UnsafeBuffer body = new UnsafeBuffer(bodies.get(i));
        DirectBuffer changed = i == 0 ? settings(body, pageBytes, plugins) : body;
        writer.block(kinds.get(i), ids.get(i), changed, 0, changed.capacity());
      }
      writer.finish();
    }
  }

  private static DirectBuffer settings(
      UnsafeBuffer block, int pageBytes, List<PluginCommand> plugins) {
    ConfigCommand config = ConfigCommand.decode(block, Integer.BYTES, block.getInt(0));
    ExpandableArrayBuffer changed = new ExpandableArrayBuffer();
    changed.putInt(0, ConfigCommand.SIZE_BYTES);
    withPages(config, pageBytes).encode(changed, Integer.BYTES);
    int at = Integer.BYTES + ConfigCommand.SIZE_BYTES;
    changed.putInt(at, plugins.size());
    at += Integer.BYTES;
    for (PluginCommand plugin : plugins) {
      int length = plugin.encode(changed, at + Integer.BYTES);
      changed.putInt(at, length);
      at += Integer.BYTES + length;
    }
    return new UnsafeBuffer(changed, 0, at);
  }

  private static SnapshotMeta with(SnapshotMeta meta, int pageBytes, List<PluginCommand> plugins) {
    return new SnapshotMeta(
        meta.sequence(),
        meta.tick(),
        meta.tickTimeMicros(),
        meta.timestampMicros(),
        meta.epoch(),
        meta.logId(),
        pageBytes,
        meta.semanticsVersion(),
        meta.schemaVersion(),
        meta.rows(),
        meta.stateHash(),
        plugins.stream().map(PluginCommand::sha256).toList());
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
