package io.tactus.pipeline.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.storage.json.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes of a backup by docs/FORMAT.md alone, read as any program reads them that knows tar. */
class BackupFormatTest {
  private static final Pattern MANIFEST =
      Pattern.compile("and last `MANIFEST.json`: (.*?), and `files` with (.*?) of each entry");
  private static final int SEGMENT_BYTES = 1 << 16;

  // Where POSIX has name, size and the word ustar in a header of 512 bytes.
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int SIZE_OFFSET = 124;
  private static final int SIZE_DIGITS = 11;
  private static final int MAGIC_OFFSET = 257;
  private static final String MAGIC = "ustar";

  @TempDir Path folder;

  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private byte[] backup;

  @BeforeEach
  void take() throws IOException {
    EngineConfig config =
        EngineConfig.builder().segmentBytes(SEGMENT_BYTES).maxLogicalPages(1024).build();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Engine engine = Engine.open(config, new FaultyDisk(1), ProgressListener.SILENT)) {
      engine.snapshot().join();
      try (BackupStream stream = engine.backup(false).orElseThrow()) {
        ByteBuffer piece = ByteBuffer.allocate(SEGMENT_BYTES);
        while (stream.read(piece.clear())) {
          bytes.write(piece.array(), 0, piece.position());
        }
      }
    }
    backup = bytes.toByteArray();
    for (int at = 0; backup[at] != 0; ) {
      assertEquals(MAGIC, text(at + MAGIC_OFFSET, MAGIC.length()));
      int size = Integer.parseInt(text(at + SIZE_OFFSET, SIZE_DIGITS), 8);
      byte[] entry = new byte[size];
      System.arraycopy(backup, at + BLOCK, entry, 0, size);
      entries.put(text(at, NAME_BYTES), entry);
      at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
  }

  private String text(int from, int most) {
    String text = new String(backup, from, most, StandardCharsets.US_ASCII);
    int end = text.indexOf(0);
    return end < 0 ? text : text.substring(0, end);
  }

  private static List<String> names(String text) {
    return Pattern.compile("`(\\w+)`").matcher(text).results().map(r -> r.group(1)).toList();
  }

  @Test
  void shouldHoldWhatThePageSays() throws IOException {
    String page = String.join(" ", Files.readAllLines(Path.of("..", "docs", "FORMAT.md")));
    Matcher said = MANIFEST.matcher(page);
    assertTrue(said.find(), "the page has no manifest");
    List<String> members = new ArrayList<>(names(said.group(1)));
    members.add("files");

    assertEquals("FORMAT", entries.keySet().iterator().next());
    byte[] document = entries.remove("MANIFEST.json");
    JsonNode manifest = JsonNode.parse(document, 0, document.length);
    assertEquals(members, manifest.names());
    assertEquals("1", manifest.member("tactusBackup").text());
    List<JsonNode> files = manifest.member("files").values();
    List<String> listed = files.stream().map(file -> file.member("name").text()).toList();
    assertEquals(List.copyOf(entries.keySet()), listed, "in order");
    assertTrue(listed.stream().anyMatch(name -> name.startsWith("snapshots/")), "" + listed);
    for (JsonNode file : files) {
      checkFile(file, names(said.group(2)));
    }
  }

  private void checkFile(JsonNode file, List<String> members) {
    assertEquals(members, file.names());
    String name = file.member("name").text();
    byte[] entry = entries.get(name);
    assertEquals("" + entry.length, file.member("bytes").text(), name);
    String sha256 = HexFormat.of().formatHex(BackupStream.sha256().digest(entry));
    assertEquals(sha256, file.member("sha256").text(), name);
    int whole = Integer.parseInt(file.member("wholeBytes").text());
    assertEquals(name.endsWith(".segment") ? SEGMENT_BYTES : entry.length, whole, name);
  }

  @Test
  void shouldRefuseAnotherVersionByNameAndSayWhoCanReadIt() throws IOException {
    String known = "\"tactusBackup\": ";
    int at = new String(backup, StandardCharsets.ISO_8859_1).indexOf(known) + known.length();
    backup[at]++;
    Path file = Files.write(folder.resolve("backup.tar"), backup);
    JournalDamage damage =
        assertThrows(
            JournalDamage.class, () -> BackupDisk.open(file, ProgressListener.SILENT).close());
    assertEquals("the backup has format version 2, this program reads 1", damage.reason());
    assertEquals(JournalDamage.OTHER_VERSION, damage.advice());
  }
}
