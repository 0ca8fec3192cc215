package io.tactus.pipeline.backup;

import io.tactus.journal.Journal;
import io.tactus.journal.JournalConfig;
import io.tactus.journal.JournalReader;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.VoidRecord;
import io.tactus.pipeline.ProgressListener;
import org.agrona.DirectBuffer;

/**
 * Writes a journal again as a log of its own, up to a point: every command with its sequence, time,
 * tick and epoch, what is voided, and the recorded hashes; and then begins a new epoch. Record by
 * record, so that a point within a batch is as good as any.
 *
 * <p>Threading: one thread, used once.
 */
final class JournalCopy implements AutoCloseable {
  private static final long PROGRESS_COMMANDS = 10_000;

  private final Disk target;
  private final long logId;
  private final int segmentBytes;
  private Journal journal;
  private long lastSequence;

  private JournalCopy(Disk target, long logId, int segmentBytes, long afterSequence) {
    this.target = target;
    this.logId = logId;
    this.segmentBytes = segmentBytes;
    this.lastSequence = afterSequence;
  }

  /**
   * Writes the journal and closes it.
   *
   * @param logId identity of the new log
   * @param newEpoch the epoch it goes on with, higher than any before
   * @return the last sequence
   */
  static long write(
      RestoreOrigin origin,
      RestorePoint point,
      Disk target,
      long logId,
      long newEpoch,
      ProgressListener progress) {
    JournalScan scan = origin.scan();
    int segmentBytes =
        scan.isEmpty()
            ? JournalConfig.builder().build().segmentBytes()
            : scan.segments().getLast().segmentBytes();
    try (JournalCopy copy = new JournalCopy(target, logId, segmentBytes, origin.sequence())) {
      long firstEpoch = origin.meta() == null ? 1 : origin.meta().epoch();
      copy.journal = Journal.open(copy.config(firstEpoch, false), target, copy.scan());
      if (!scan.isEmpty()) {
        copy.records(scan, point, progress);
      }
      copy.enter(newEpoch);
      return copy.lastSequence;
    }
  }

  private void records(JournalScan scan, RestorePoint point, ProgressListener progress) {
    long begun = lastSequence;
    try (JournalReader reader = scan.reader(lastSequence + 1)) {
      while (reader.next()) {
        RecordHeader header = reader.header();
        if (RecordType.isCommand(header.type())) {
          if (!point.includes(header)) {
            break;
          }
          command(scan, reader, header);
          if ((lastSequence - begun) % PROGRESS_COMMANDS == 0) {
            progress.onProgress(
                ProgressListener.Stage.JOURNAL, lastSequence - begun, scan.lastSequence() - begun);
          }
        } else if (header.type() == RecordType.HASH
            && scan.hashAfter(header.sequence()) != JournalScan.NO_HASH) {
          append(reader, header);
        }
      }
    }
  }

  private void command(JournalScan scan, JournalReader reader, RecordHeader header) {
    if (header.epoch() != journal.epoch()) {
      enter(header.epoch());
    }
    append(reader, header);
    lastSequence = header.sequence();
    if (scan.isVoided(lastSequence)) {
      // It may have been voided later than the point; but what was voided stays so.
      DirectBuffer reason = VoidRecord.body("voided in the history this was restored from");
      journal.append(
          RecordType.VOID,
          lastSequence,
          header.timestampMicros(),
          header.tick(),
          0,
          0,
          0,
          reason,
          0,
          reason.capacity());
    }
  }

  private void append(JournalReader reader, RecordHeader header) {
    journal.append(
        header.type(),
        header.sequence(),
        header.timestampMicros(),
        header.tick(),
        header.schemaVersion(),
        header.caller(),
        header.requestId(),
        reader.body(),
        reader.bodyOffset(),
        header.bodyLength());
  }

  /** Ends the present epoch and begins another. */
  private void enter(long epoch) {
    journal.close();
    journal = Journal.open(config(epoch, true), target, scan());
  }

  private JournalScan scan() {
    return JournalScan.scan(target, lastSequence + 1);
  }

  private JournalConfig config(long epoch, boolean newEpoch) {
    return JournalConfig.builder()
        .segmentBytes(segmentBytes)
        .writeBufferBytes(JournalConfig.maxWriteBufferBytes(segmentBytes))
        .spareSegments(0)
        .firstSequence(lastSequence + 1)
        .minimumEpoch(epoch)
        .newEpoch(newEpoch)
        .logId(logId)
        .build();
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
