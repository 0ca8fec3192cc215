package io.tactus.tools.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tactus.journal.DataFolder;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.file.Throttle;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.journal.snapshot.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A snapshot that another version wrote is passed over, and the log names it and its version. */
class ForeignSnapshotTest {
  private static final int VERSION_OFFSET = 8;
  private static final int HEAD_CRC_OFFSET = 20;

  @Test
  void shouldPassOverASnapshotOfAnotherVersionByName(@TempDir Path folder) throws IOException {
    Disk disk = NioDisk.at(folder);
    DataFolder.open(disk).close();
    SnapshotInfo older = write(disk, 10);
    SnapshotInfo newer = write(disk, 20);
    Path file = folder.resolve(newer.file());
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(VERSION_OFFSET, 2);
    CRC32C crc = new CRC32C();
    crc.update(bytes.array(), 0, HEAD_CRC_OFFSET);
    bytes.putInt(HEAD_CRC_OFFSET, (int) crc.getValue());
    Files.write(file, bytes.array());

    Logger log = (Logger) LoggerFactory.getLogger(SnapshotFolder.class);
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    log.addAppender(seen);
    try {
      assertEquals(Optional.of(older), new SnapshotFolder(disk).newestValid(Long.MAX_VALUE));
    } finally {
      log.detachAppender(seen);
    }
    assertEquals(1, seen.list.size());
    ILoggingEvent told = seen.list.getFirst();
    assertEquals(Level.WARN, told.getLevel());
    String reason = told.getThrowableProxy().getMessage();
    assertTrue(reason.contains(newer.file()), reason);
    assertTrue(reason.contains("the snapshot has format version 2"), reason);
  }

  private static SnapshotInfo write(Disk disk, long sequence) {
    SnapshotMeta meta = new SnapshotMeta(sequence, 2, 3, 4, 1, 6, 4096, 7, 8, 9, 10, List.of());
    try (SnapshotWriter writer = SnapshotWriter.create(disk, meta, Throttle.NONE)) {
      return writer.finish();
    }
  }
}
