package io.tactus.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.DataFolder;
import io.tactus.journal.FolderLayout;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.format.FormatChain;
import io.tactus.pipeline.backup.BackupDisk;
import io.tactus.pipeline.backup.Restoration;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.Store;
import io.tactus.storage.page.Reader;
import io.tactus.storage.table.TableHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format ever released is opened, goes on, and holds what it held. */
class ReleasedFormatTest {
  @TempDir Path folder;

  static IntStream released() {
    return IntStream.rangeClosed(FormatChain.RELEASED.oldest(), FormatChain.RELEASED.current());
  }

  private static InputStream resource(int format, String name) {
    InputStream stream =
        ReleasedFormatTest.class.getResourceAsStream("/formats/" + format + "/" + name);
    if (stream == null) {
      throw new AssertionError("format " + format + " has no fixture " + name);
    }
    return stream;
  }

  private Path unzip(int format) throws IOException {
    Path data = folder.resolve("data");
    try (ZipInputStream zip = new ZipInputStream(resource(format, "data.zip"))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = data.resolve(entry.getName());
        assertTrue(file.normalize().startsWith(data), entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return data;
  }

  private static String expected(int format) throws IOException {
    try (InputStream text = resource(format, "expected.txt")) {
      return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
  }

  private static String printed(List<TableHash> all) {
    List<TableHash> tables = all.stream().filter(table -> !table.system()).toList();
    StringBuilder out = new StringBuilder();
    tables.forEach(table -> out.append(line(table.table(), table.rows(), table.hash())));
    out.append(
        line(
            "total",
            tables.stream().mapToLong(TableHash::rows).sum(),
            tables.stream().mapToLong(TableHash::hash).sum()));
    return out.toString();
  }

  private static String line(String name, long rows, long hash) {
    return name + " " + rows + " " + HexFormat.of().toHexDigits(hash) + "\n";
  }

  @ParameterizedTest
  @MethodSource("released")
  void shouldOpenADataFolderOfEachFormat(int format) throws IOException {
    Path data = unzip(format);
    EngineConfig config =
        EngineConfig.builder().segmentBytes(1 << 14).maxCommandBytes(8 << 10).build();
    try (Engine engine = Engine.open(config, NioDisk.at(data), ProgressListener.SILENT);
        Reader reader = engine.store().versions().register()) {
      assertEquals(expected(format), printed(Store.hashes(reader.pin()).tables()));
      reader.unpin();
      engine.snapshot().join();
    }
    try (ReplaySession session = ReplaySession.open(NioDisk.existing(data))) {
      while (session.step()) {
        assertEquals(0, session.firstDivergence());
      }
      assertTrue(session.hashesCompared() > 5);
      assertEquals(expected(format), printed(session.hashes().tables()));
    }
  }

  @ParameterizedTest
  @MethodSource("released")
  void shouldRestoreABackupOfEachFormat(int format) throws IOException {
    Path file = folder.resolve("backup.tar");
    try (InputStream packed = new GZIPInputStream(resource(format, "backup.tar.gz"))) {
      Files.copy(packed, file);
    }
    try (BackupDisk backup = BackupDisk.open(file, ProgressListener.SILENT)) {
      assertEquals(
          expected(format),
          printed(
              Restoration.run(
                      backup,
                      NioDisk.at(folder.resolve("restored")),
                      RestorePoint.END,
                      ProgressListener.SILENT)
                  .tables()));
    }
  }

  @Test
  void shouldRefuseTheNextFormatByName() throws IOException {
    int next = FormatChain.RELEASED.current() + 1;
    Path data = unzip(FormatChain.RELEASED.current());
    Files.writeString(
        data.resolve(FolderLayout.FORMAT), "tactus data folder, format " + next + "\n");
    JournalDamage refused =
        assertThrows(JournalDamage.class, () -> DataFolder.open(NioDisk.at(data)));
    assertTrue(refused.reason().contains("format " + next), refused.reason());
  }
}
