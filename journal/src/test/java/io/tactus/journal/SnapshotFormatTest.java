package io.tactus.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.journal.FormatDiagrams.Diagram;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The bytes of a snapshot by docs/FORMAT.md alone: head, meta, blocks and trailer. */
class SnapshotFormatTest {
  private static final int TRAILER = -1;
  private static final FormatDiagrams PAGE = FormatDiagrams.read();
  private static final Diagram HEAD = PAGE.under("Snapshots").get(0);
  private static final Diagram BLOCK = PAGE.under("Snapshots").get(1);
  private static final SnapshotMeta META =
      new SnapshotMeta(11, 12, 13, 14, 15, 16, 4096, 17, 18, 19, -20, List.of("aa", "b".repeat(9)));
  private static final List<Integer> BODY_BYTES = List.of(0, 5, 64, 70_001);

  private final ByteBuffer bytes;
  private int at;

  SnapshotFormatTest() throws IOException {
    FaultyDisk disk = TestLog.disk(1);
    try (SnapshotWriter writer = SnapshotWriter.create(disk, META, Throttle.NONE)) {
      for (int i = 0; i < BODY_BYTES.size(); i++) {
        byte[] body = body(i);
        writer.block(i % 2 + 1, 100 + i, new UnsafeBuffer(body), 0, body.length);
      }
      SnapshotInfo info = writer.finish();
      bytes = ByteBuffer.wrap(disk.contents(info.file())).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static byte[] body(int block) {
    byte[] body = new byte[BODY_BYTES.get(block)];
    new SplittableRandom(block).nextBytes(body);
    return body;
  }

  private static int aligned(long length) {
    return Math.toIntExact((length + 7) / 8 * 8);
  }

  private int crc(int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(from, length));
    return value(crc);
  }

  private long take(int size) {
    at += size;
    return size == Long.BYTES ? bytes.getLong(at - size) : bytes.getInt(at - size);
  }

  /** The names of the meta's parts in their order: those of 8 bytes, then those of 4. */
  private static List<List<String>> metaNames() {
    Matcher meta =
        Pattern.compile("Meta: (.*?) \\(8 bytes each\\), (.*?), number of plug-ins \\(4 each\\)")
            .matcher(PAGE.text());
    assertEquals(true, meta.find(), "the page has no meta");
    return List.of(names(meta.group(1)), names(meta.group(2)));
  }

  private static List<String> names(String text) {
    return Pattern.compile("`(\\w+)`").matcher(text).results().map(r -> r.group(1)).toList();
  }

  private static long valueOf(String name) throws ReflectiveOperationException {
    return ((Number) SnapshotMeta.class.getMethod(name).invoke(META)).longValue();
  }

  @Test
  void shouldFindEverythingUpToTheTrailer() throws ReflectiveOperationException {
    assertEquals(HEAD.field("magic").says(), HEAD.text(bytes, 0, "magic"));
    assertEquals(HEAD.field("format version").says(), "" + HEAD.get(bytes, 0, "format version"));
    int metaBytes = (int) HEAD.get(bytes, 0, "meta length");
    int metaCrc = crc(HEAD.sizeBytes(), aligned(metaBytes));
    assertEquals(metaCrc, HEAD.get(bytes, 0, "meta crc32c"));
    assertEquals(crc(0, 20), HEAD.get(bytes, 0, "crc32c of 0..19"));
    checkMeta(metaBytes);
    checkBlocks(metaCrc);
    assertEquals(bytes.capacity(), at, "the file ends behind the trailer");
  }

  private void checkMeta(int metaBytes) throws ReflectiveOperationException {
    at = HEAD.sizeBytes();
    List<String> seen = new ArrayList<>();
    for (String name : metaNames().get(0)) {
      assertEquals(valueOf(name), take(Long.BYTES), name);
      seen.add(name);
    }
    for (String name : metaNames().get(1)) {
      assertEquals(valueOf(name), take(Integer.BYTES), name);
      seen.add(name);
    }
    assertEquals(SnapshotMeta.class.getRecordComponents().length - 1, seen.size(), "" + seen);
    assertEquals(META.pluginHashes().size(), take(Integer.BYTES));
    for (String hash : META.pluginHashes()) {
      byte[] text = new byte[(int) take(Integer.BYTES)];
      bytes.get(at, text);
      at += text.length;
      assertEquals(hash, new String(text, StandardCharsets.UTF_8));
    }
    assertEquals(HEAD.sizeBytes() + metaBytes, at);
    at = HEAD.sizeBytes() + aligned(metaBytes);
  }

  private void checkBlocks(int metaCrc) {
    int chain = 0;
    for (int i = 0; i <= BODY_BYTES.size(); i++) {
      boolean trailer = i == BODY_BYTES.size();
      int length = (int) BLOCK.get(bytes, at, "body length");
      int bodyAt = at + BLOCK.sizeBytes();
      assertEquals(trailer ? TRAILER : i % 2 + 1, BLOCK.get(bytes, at, "kind"));
      assertEquals(trailer ? i : 100 + i, BLOCK.get(bytes, at, "id"));
      assertEquals(i, BLOCK.get(bytes, at, "index"));
      assertEquals(
          trailer ? chain : crc(bodyAt, aligned(length)), BLOCK.get(bytes, at, "body crc32c"));
      int headerCrc = (int) BLOCK.get(bytes, at, "header crc32c");
      CRC32C header = new CRC32C();
      header.update(word(metaCrc));
      header.update(bytes.slice(at, 28));
      assertEquals(value(header), headerCrc);
      CRC32C chained = new CRC32C();
      chained.update(word(chain));
      chained.update(word(headerCrc));
      chain = value(chained);
      byte[] body = new byte[length];
      bytes.get(bodyAt, body);
      assertArrayEquals(trailer ? new byte[0] : body(i), body);
      at = bodyAt + aligned(length);
    }
  }

  private static ByteBuffer word(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).flip();
  }

  private static int value(CRC32C crc) {
    return (int) crc.getValue();
  }
}
