package io.tactus.tools.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.simulation.FaultyDisk;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.ProgressListener.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrillTest {

  private static final long DELAY_NS = 50_000_000;

  private final Disk disk = new FaultyDisk(1);

  /** Records of these sequences, one behind the other, the last with some body. */
  private static ByteBuffer records(long... sequences) {
    ByteBuffer bytes = ByteBuffer.allocate(256 * sequences.length);
    RecordHeader header = new RecordHeader();
    int end = 0;
    for (long sequence : sequences) {
      header.wrap(new UnsafeBuffer(bytes), end).length(83).sequence(sequence);
      end += header.alignedLength();
    }
    return bytes.limit(end);
  }

  private DiskFile segment(Drill drill) throws IOException {
    disk.createDirectory("journal");
    return drill.over(disk).create("journal/1.segment");
  }

  private static long forceNs(DiskFile file) throws IOException {
    long beganNs = System.nanoTime();
    file.force();
    return System.nanoTime() - beganNs;
  }

  @Test
  void shouldLeaveTheDiskAloneUnlessOrdered() {
    assertTrue(Drill.parse(List.of()).isNone());
    assertSame(disk, Drill.NONE.over(disk));
    Drill late = Drill.parse(List.of("replay-takes=2s"));
    assertFalse(late.isNone());
    assertEquals(2_000, late.replayTakesMs());
    assertSame(disk, late.over(disk));
    assertNotSame(disk, Drill.parse(List.of("force-takes=1ms")).over(disk));
  }

  @Test
  void shouldFailTheForceThatHoldsTheSequenceAndAllBehindIt() throws IOException {
    DiskFile file = segment(Drill.parse(List.of("journal-fails-at=7")));
    file.writeFully(records(7), 0); // the head of a segment is no record
    file.force();
    file.writeFully(records(4, 5, 6), 512);
    file.force();
    file.writeFully(records(7, 8), 1024);
    assertEquals(1024 + 2 * 88, file.size(), "what was written is written");
    assertThrows(IOException.class, file::force);
    file.writeFully(records(9), 2048);
    assertThrows(IOException.class, file::force);
  }

  @Test
  void shouldHoldUpForcesThatHaveCommandsOnly() throws IOException {
    DiskFile file = segment(new Drill(Long.MAX_VALUE, DELAY_NS / 1_000_000, 0, "x"));
    file.fillWithZeros(0, 4096);
    file.writeFully(records(1), 512);
    assertTrue(forceNs(file) >= DELAY_NS);
    file.writeFully(ByteBuffer.allocate(512), 1024);
    DiskFile other = new Drill(3, 0, 0, "x").over(disk).create("snapshot");
    other.writeFully(records(3), 512);
    other.force();
  }

  @Test
  void shouldEndHoldingUpRecoveryWhenToldToStop() {
    AtomicInteger looks = new AtomicInteger();
    Drill drill = Drill.parse(List.of("replay-takes=3600s"));
    List<String> heard = new ArrayList<>();
    ProgressListener held =
        drill.holdUp(
            (stage, done, of) -> heard.add(stage + " " + done), () -> looks.incrementAndGet() > 2);
    held.onProgress(Stage.SNAPSHOT, 7, 10);
    held.onProgress(Stage.CHECK, 0, 10);
    assertEquals(0, looks.get());
    assertTimeoutPreemptively(Duration.ofSeconds(60), () -> held.onProgress(Stage.JOURNAL, 0, 10));
    assertEquals(3, looks.get());
    held.onProgress(Stage.JOURNAL, 10, 10);
    assertEquals(3, looks.get(), "once");
    assertEquals(List.of("SNAPSHOT 7", "CHECK 0", "JOURNAL 0", "JOURNAL 0", "JOURNAL 10"), heard);
  }

  @Test
  void shouldSayAtOnceAndThenOnceAMinuteWhatHappensOften() {
    Minute minute = new Minute();
    long beganNs = Long.MAX_VALUE - 7; // the clock may wrap
    long lengthNs = TimeUnit.MINUTES.toNanos(1);
    assertTrue(minute.isNew(beganNs));
    assertFalse(minute.isNew(beganNs + lengthNs - 1));
    assertTrue(minute.isNew(beganNs + lengthNs));
    assertFalse(minute.isNew(beganNs + lengthNs + 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "journal-fails",
        "journal-fails-at=0",
        "journal-fails-at=x",
        "force-takes=3",
        "force-takes=3601s",
        "replay-takes=",
        "Force-takes=1s"
      })
  void shouldRefuse(String order) {
    assertThrows(IllegalArgumentException.class, () -> Drill.parse(List.of(order)));
  }

  @Test
  void shouldTakeAnHourAndEachOrderOnce() {
    assertEquals(Drill.MAX_MS, Drill.parse(List.of("force-takes=3600s")).forceTakesMs());
    assertThrows(
        IllegalArgumentException.class,
        () -> Drill.parse(List.of("force-takes=1s", "force-takes=1s")));
  }
}
