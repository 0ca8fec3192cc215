package io.tactus.journal.inspect;

import io.tactus.journal.JournalReader;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.HashRecord;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.RequestId;
import io.tactus.journal.record.VoidRecord;
import io.tactus.journal.segment.SegmentInfo;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Prints the journal for people, one line per segment and record; bodies only by their length. */
public final class JournalInspector {
  private JournalInspector() {}

  /**
   * Prints the records of a range of sequences, and the notes between them.
   *
   * @param fromSequence first sequence; 0 for the oldest there is
   * @param toSequence last sequence
   * @throws io.tactus.journal.JournalDamage if the journal is damaged; what lies before the damage
   *     was printed
   */
  public static void print(Disk disk, long fromSequence, long toSequence, Consumer<String> lines) {
    print(disk, fromSequence, toSequence, header -> true, lines);
  }

  /** As {@link #print(Disk, long, long, Consumer)}, of the records that are wanted. */
  public static void print(
      Disk disk,
      long fromSequence,
      long toSequence,
      Predicate<RecordHeader> wanted,
      Consumer<String> lines) {
    Inspection inspection = Inspection.of(disk, fromSequence);
    JournalScan scan = inspection.scan();
    SegmentInfo segment = null;
    try (JournalReader reader = scan.reader(fromSequence)) {
      while (reader.next() && reader.header().sequence() <= toSequence) {
        if (!wanted.test(reader.header())) {
          continue;
        }
        if (!reader.segment().equals(segment)) {
          segment = reader.segment();
          lines.accept(line(segment));
        }
        lines.accept(line(scan, reader));
      }
    }
    inspection.end();
    scan.tornTail().ifPresent(tail -> lines.accept(tail.describe()));
  }

  private static String line(SegmentInfo segment) {
    return String.format(
        Locale.ROOT,
        "segment %d  first sequence %d  epoch %d  log %016x  %d bytes  %s",
        segment.ordinal(),
        segment.firstSequence(),
        segment.epoch(),
        segment.logId(),
        segment.segmentBytes(),
        segment.file());
  }

  private static String line(JournalScan scan, JournalReader reader) {
    RecordHeader header = reader.header();
    return String.format(
        Locale.ROOT,
        "  %9d  %-10s seq %d  tick %d  %s  schema %d  caller %d  request %s  body %d%s%s",
        reader.position(),
        RecordType.name(header.type()),
        header.sequence(),
        header.tick(),
        Instant.EPOCH.plus(header.timestampMicros(), ChronoUnit.MICROS),
        header.schemaVersion(),
        header.caller(),
        header.requestId() == RequestId.NONE ? "-" : RequestId.text(header.requestId()),
        header.bodyLength(),
        detail(scan, reader),
        header.isBatchEnd() ? "  end of batch" : "");
  }

  private static String detail(JournalScan scan, JournalReader reader) {
    RecordHeader header = reader.header();
    int type = header.type();
    if (type == RecordType.HASH && header.bodyLength() >= HashRecord.SIZE_BYTES) {
      return String.format(
          Locale.ROOT,
          "  rows %d hash %016x",
          HashRecord.rows(reader.body(), reader.bodyOffset()),
          HashRecord.hash(reader.body(), reader.bodyOffset()));
    }
    if (type == RecordType.VOID) {
      String reason = VoidRecord.reason(reader.body(), reader.bodyOffset(), header.bodyLength());
      return "  because: " + reason.replaceAll("\\p{Cntrl}", " ");
    }
    return RecordType.isCommand(type) && scan.isVoided(header.sequence()) ? "  VOIDED" : "";
  }
}
