package io.tactus.tools.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.DataFolder;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.tools.CommandRun;
import io.tactus.tools.ExitCode;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandsTest {

  private static final long TIME_MICROS = 1_700_000_000_000_000L;

  @TempDir private Path folder;

  @Test
  void shouldFindAWholeJournalOk() throws IOException {
    writeJournal(true);
    CommandRun run = journal("verify");
    assertEquals(ExitCode.DONE, run.exitCode(), run.stderr());
    assertTrue(run.stdout().startsWith("ok: 1 segments, sequences 1 to 5, "), run.stdout());
    assertTrue(run.stdout().contains("closed in good order"), run.stdout());
  }

  @Test
  void shouldNameFileOffsetAndSequenceOfDamage() throws IOException {
    writeJournal(true);
    Path segment = spoil(300);
    CommandRun run = journal("verify");
    assertEquals(ExitCode.NO, run.exitCode());
    assertTrue(run.stderr().contains("file:     " + segment), run.stderr());
    assertTrue(run.stderr().matches("(?s).*offset: +[1-9][0-9]*\n.*"), run.stderr());
    assertTrue(run.stderr().matches("(?s).*sequence: +[1-9]\n.*"), run.stderr());

    CommandRun json = journal("verify", "--json");
    assertEquals(ExitCode.NO, json.exitCode());
    Map<String, Object> report = Json.object(Json.parse(json.stdout()));
    assertEquals(false, report.get("ok"));
    assertEquals(segment.toString(), report.get("file"));
  }

  /** Its bytes may mean something else. */
  @Test
  void shouldRefuseAFolderOfAnotherFormat() throws IOException {
    writeJournal(true);
    Path format = folder.resolve("FORMAT");
    Files.writeString(format, "tactus data folder, format 9\n");
    for (String command :
        List.of("journal verify", "journal inspect", "replay verify", "replay hash")) {
      String[] words = command.split(" ", -1);
      CommandRun run = CommandRun.of(words[0], words[1], "--data", folder.toString());
      assertEquals(ExitCode.NO, run.exitCode(), command);
      assertTrue(run.stderr().contains("has format 9, which is newer"), command + run.stderr());
      assertTrue(run.stderr().contains("file:     " + format), command + run.stderr());
      CommandRun json = CommandRun.of(words[0], words[1], "--data", folder.toString(), "--json");
      assertEquals(ExitCode.NO, json.exitCode(), command);
      Map<String, Object> document = Json.object(Json.parse(json.stdout()));
      assertEquals(false, document.get("ok"), command);
      assertEquals(format.toString(), document.get("file"), command);
    }
  }

  /** That says nothing about the folder's bytes. */
  @Test
  void shouldSayThatTheFormatCannotBeRead() throws IOException {
    writeJournal(true);
    Path format = folder.resolve("FORMAT");
    Files.delete(format);
    Files.createSymbolicLink(format, format.getFileName());
    for (String command :
        List.of("journal verify", "journal inspect", "replay verify", "replay hash")) {
      String[] words = command.split(" ", -1);
      CommandRun run = CommandRun.of(words[0], words[1], "--data", folder.toString());
      assertEquals(ExitCode.UNREACHABLE, run.exitCode(), command + run.stderr());
      assertTrue(run.stderr().contains("cannot read " + format), command + run.stderr());
      assertFalse(run.stderr().contains("\tat "), command + run.stderr());
    }
  }

  @Test
  void shouldReportATornTailWithoutCallingItDamage() throws IOException {
    writeJournal(false);
    spoil(-3);
    Files.delete(folder.resolve("journal/mark"));
    CommandRun run = journal("verify");
    assertEquals(ExitCode.DONE, run.exitCode(), run.stderr());
    assertTrue(run.stdout().contains("ok: 1 segments, sequences 1 to 4, "), run.stdout());
    assertTrue(run.stdout().contains("torn tail"), run.stdout());
    assertTrue(run.stdout().contains("not closed in good order"), run.stdout());
  }

  /** Whatever a start would say about damage, verify and inspect say in the same words. */
  @Test
  void shouldSayTheSameInspectingAndVerifying() throws IOException {
    writeJournal(true);
    Files.delete(segment());
    CommandRun verify = journal("verify");
    assertEquals(ExitCode.NO, verify.exitCode());
    assertTrue(verify.stderr().contains("all segments are missing"), verify.stderr());
    assertTrue(verify.stderr().contains("sequence: 5"), verify.stderr());
    assertEquals(verify.stderr(), journal("inspect").stderr());
  }

  @Test
  void shouldListWhatIsBeforeTheDamage() throws IOException {
    writeJournal(true);
    CommandRun whole = journal("inspect", "--json");
    Map<String, Object> third =
        Json.object(Json.parse(whole.stdout().lines().skip(2).findFirst().orElseThrow()));
    spoil(Math.toIntExact((Long) third.get("offset")) + 90);
    CommandRun run = journal("inspect", "--json");
    assertEquals(ExitCode.NO, run.exitCode());
    assertEquals(2 + 1, run.stdout().lines().count(), run.stdout());
    assertEquals(whole.stdout().lines().limit(2).toList(), run.stdout().lines().limit(2).toList());
    assertTrue(journal("inspect").stdout().contains("seq 2 "), run.stdout());
    assertTrue(journal("inspect").stderr().contains("sequence: 3"), run.stderr());
  }

  @Test
  void shouldListRecordsForPeople() throws IOException {
    writeJournal(true);
    CommandRun run = journal("inspect", "--from", "2", "--to", "3");
    assertEquals(ExitCode.DONE, run.exitCode(), run.stderr());
    assertEquals(3, run.stdout().lines().count(), run.stdout());
    assertTrue(run.stdout().contains("seq 2  tick 2  2023-11-14T22:13:20.000002Z"), run.stdout());
  }

  @Test
  void shouldListRecordsForProgramsOneALine() throws IOException {
    writeJournal(true);
    CommandRun run = journal("inspect", "--json");
    Map<String, Object> first = Json.object(Json.parse(run.stdout().lines().toList().getFirst()));
    assertEquals(1L, first.get("sequence"));
    assertEquals("OPERATIONS", first.get("type"));
  }

  @Test
  void shouldSayThatThereIsNoFolder() {
    CommandRun run = CommandRun.of("journal", "verify", "--data", folder + "/nothing");
    assertEquals(ExitCode.USAGE, run.exitCode());
    assertTrue(run.stderr().contains("no data folder at " + folder + "/nothing"), run.stderr());
  }

  private CommandRun journal(String command, String... more) {
    String[] start = {"journal", command, "--data", folder.toString()};
    return CommandRun.of(Stream.of(start, more).flatMap(Stream::of).toArray(String[]::new));
  }

  /** Five commands, each a batch of its own; killed in the middle of writing if not closed. */
  private void writeJournal(boolean close) throws IOException {
    NioDisk disk = NioDisk.at(folder);
    DataFolder.open(disk).close();
    JournalConfig config = JournalConfig.builder().segmentBytes(64 << 10).spareSegments(0).build();
    Journal journal = Journal.open(config, disk, JournalScan.scan(disk, 0));
    for (long sequence = 1; sequence <= 5; sequence++) {
      UnsafeBuffer body = new UnsafeBuffer(new byte[40]);
      body.setMemory(0, body.capacity(), (byte) sequence);
      journal.append(
          RecordType.OPERATIONS,
          sequence,
          TIME_MICROS + sequence,
          sequence,
          1,
          0,
          0,
          body,
          0,
          body.capacity());
      journal.commit(true);
    }
    Path kept = close ? null : copy(segment());
    Path mark = folder.resolve("journal/mark");
    Path keptMark = close ? null : copy(mark);
    journal.close();
    if (kept != null) {
      Files.move(kept, segment(), StandardCopyOption.REPLACE_EXISTING);
      Files.move(keptMark, mark, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A file as a crash would leave it. */
  private Path copy(Path file) throws IOException {
    return Files.copy(file, folder.resolve("kept-" + file.getFileName()));
  }

  private Path segment() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("journal"))) {
      return files.filter(file -> file.toString().endsWith(".segment")).findFirst().orElseThrow();
    }
  }

  private Path spoil(int position) throws IOException {
    Path segment = segment();
    byte[] bytes = Files.readAllBytes(segment);
    int end = bytes.length;
    while (bytes[end - 1] == 0) {
      end--;
    }
    bytes[position < 0 ? end + position : position] ^= 0x55;
    Files.write(segment, bytes);
    return segment;
  }
}
