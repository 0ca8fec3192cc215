package io.tactus.tools.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.NioDisk;
import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.recovery.RecoveryStopped;
import io.tactus.pipeline.recovery.Voiding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What {@code serve --void} leaves out for good cannot be taken back: the log names it, once. */
class VoidLogTest {
  private static final int SEGMENT_BYTES = 64 << 10;

  @TempDir private Path folder;

  private List<ILoggingEvent> seenWhile(Runnable action) {
    Logger log = (Logger) LoggerFactory.getLogger(Voiding.class);
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    seen.start();
    log.addAppender(seen);
    try {
      action.run();
    } finally {
      log.detachAppender(seen);
    }
    return List.copyOf(seen.list);
  }

  private void start(long... voided) {
    EngineConfig.Builder config = EngineConfig.builder().segmentBytes(SEGMENT_BYTES);
    for (long sequence : voided) {
      config.voidSequence(sequence);
    }
    try {
      Engine.open(config.build(), NioDisk.at(folder), ProgressListener.SILENT).close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Two commands behind the last that stop every replay. */
  private long addTwoThatStop() throws IOException {
    Disk disk = NioDisk.at(folder);
    JournalScan scan = JournalScan.scan(disk, 0);
    JournalConfig config = JournalConfig.builder().segmentBytes(SEGMENT_BYTES).build();
    try (Journal journal = Journal.open(config, disk, scan)) {
      for (int i = 1; i <= 2; i++) {
        journal.append(
            RecordType.CALL,
            scan.lastSequence() + i,
            scan.lastTimestampMicros(),
            scan.lastTick() + 1,
            0,
            0,
            0,
            new ExpandableArrayBuffer(),
            0,
            0);
      }
      journal.commit(true);
    }
    return scan.lastSequence() + 1;
  }

  @Test
  void shouldNameEachCommandThatIsVoidFromNowOn() throws IOException {
    start();
    long first = addTwoThatStop();
    assertEquals(
        List.of(),
        seenWhile(() -> assertThrows(RecoveryStopped.class, () -> start(first))),
        "nothing is void yet");
    List<ILoggingEvent> seen = seenWhile(() -> start(first, first + 1));
    assertEquals(
        List.of(
            "sequence " + first + " is void from now on: every replay leaves it out",
            "sequence " + (first + 1) + " is void from now on: every replay leaves it out"),
        seen.stream().map(ILoggingEvent::getFormattedMessage).toList());
    assertEquals(List.of(Level.WARN, Level.WARN), levels(seen));
    // A flag that was left where it was is no news.
    assertEquals(List.of(Level.INFO), levels(seenWhile(() -> start(first))));
    assertEquals(List.of(), seenWhile(this::start));
  }

  private static List<Level> levels(List<ILoggingEvent> events) {
    return events.stream().map(ILoggingEvent::getLevel).toList();
  }
}
