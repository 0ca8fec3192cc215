package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.HashRecord;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentHeader;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.segment.SegmentReader;
import io.tactus.journal.segment.SegmentReader.Beyond;
import io.tactus.journal.segment.SegmentReader.Status;
import io.tactus.journal.segment.SegmentReads;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2LongHashMap;

/**
 * The first pass: walks all segments from one on, record by record, and decides at the first thing
 * that is no record whether the log ends there cleanly, is torn there, or is damaged.
 *
 * <p>The rule: bytes that were never forced may be anything after a crash; bytes that were forced
 * may not. Every record says how far its segment was forced when it was written, and the mark says
 * it of the last batch. So if any record behind the bad place, or the mark, says "forced beyond
 * it", or the segment has a successor, that is damage.
 *
 * <p>Threading: one thread, used once.
 */
final class SegmentWalk {
  /** How often the last segment is read before its end is called torn or damaged. */
  private static final int LOOKS = 3;

  /**
   * What is said of a sequence.
   *
   * @param value the last command there was when it was voided, or the state hash behind it
   */
  private record Note(long sequence, boolean isVoid, long value) {}

  private final Disk disk;
  private final boolean toDamage;
  private final MarkClaims claims;
  private final SegmentReads reads;
  private SegmentReader reader;

  /** The last command there was when a sequence was voided. */
  private final Long2LongHashMap voided = new Long2LongHashMap(JournalScan.NOT_VOIDED);

  private final Long2LongHashMap hashes = new Long2LongHashMap(JournalScan.NO_HASH);

  /** Those that count: when the walk ends at damage, those before it. */
  private List<SegmentInfo> segments;

  // The state behind the last whole batch.
  private int position;
  private int forcedBytes;
  private long lastSequence;
  private long lastTimestampMicros;
  private long lastTick;
  private int lastType;
  private int lastFlags;
  private TornTail tornTail;

  // The state behind the last record, which may belong to an unfinished batch.
  private long reachedSequence;
  private int reachedPosition;
  private int pendingRecords;

  /** What a batch says of sequences counts once it is whole: a torn one is cut off. */
  private final List<Note> notes = new ArrayList<>();

  /**
   * A walk.
   *
   * @param toDamage whether damage ends the log like its end would, rather than being thrown
   */
  SegmentWalk(
      Disk disk,
      List<SegmentInfo> segments,
      MarkClaims claims,
      RecordChecksum checksum,
      boolean toDamage) {
    this.disk = disk;
    this.segments = segments;
    this.claims = claims;
    this.reads = new SegmentReads(disk, segments, checksum);
    this.toDamage = toDamage;
  }

  JournalScan scan(long fromSequence, ScanProgress progress) {
    if (segments.isEmpty()) {
      return nothing();
    }
    try (reads) {
      int first = segmentHolding(fromSequence);
      lastSequence = segments.get(first).firstSequence() - 1;
      long allBytes =
          segments.subList(first, segments.size()).stream()
              .mapToLong(SegmentInfo::segmentBytes)
              .sum();
      long bytes = 0;
      progress.onScanned(bytes, allBytes);
      for (int i = first; i < segments.size(); i++) {
        reachedPosition = 0;
        int endOfLast = position;
        bytes += segments.get(i).segmentBytes();
        try {
          walk(i);
          progress.onScanned(bytes, allBytes);
        } catch (JournalDamage e) {
          if (!toDamage) {
            throw e;
          }
          endAtDamage(i, endOfLast);
        }
      }
    }
    if (toDamage && (segments.isEmpty() || fromSequence > lastSequence + 1)) {
      return nothing();
    }
    if (fromSequence > lastSequence + 1) {
      throw new JournalDamage(
          disk.describe(segments.getLast().file()),
          position,
          lastSequence + 1,
          "the journal ends before sequence " + (fromSequence - 1) + ", which is already used",
          "A newer snapshot does not belong to this journal, or its last segments are missing. To"
              + " begin from the snapshot alone: 'tactus restore THIS_FOLDER --data NEW_FOLDER --at"
              + " seq:"
              + (fromSequence - 1)
              + "'.");
    }
    boolean sealed = lastType == RecordType.SEAL;
    boolean clean = lastType == RecordType.CLOSE && tornTail == null;
    boolean unforced =
        lastType == 0
            ? segments.getLast().unforced()
            : (lastFlags & RecordHeader.UNFORCED_FLAG) != 0;
    // Without a mark, segments may be missing behind the last one. A run that followed a clean end
    // would show in the same segment, so that is the exception.
    boolean unsure = !clean && (!claims.areKnown() || (!sealed && unforced));
    boolean ended = sealed && (lastFlags & RecordHeader.EPOCH_END_FLAG) != 0;
    return new JournalScan(
        disk,
        segments,
        voided,
        hashes,
        new JournalEnd(
            position,
            forcedBytes,
            lastSequence,
            lastTimestampMicros,
            lastTick,
            sealed,
            ended,
            clean,
            tornTail != null || unsure || ended,
            tornTail),
        claims.areKnown());
  }

  private JournalScan nothing() {
    return new JournalScan(disk, List.of(), voided, hashes, JournalEnd.EMPTY, true);
  }

  /**
   * Ends the log at damage in a segment. What checked out before it in the same batch counts: that
   * batch had been whole, or there would be no damage.
   */
  private void endAtDamage(int index, int endOfLast) {
    if (reachedPosition > SegmentHeader.SIZE_BYTES) {
      segments = segments.subList(0, index + 1);
      position = reachedPosition;
      lastSequence = reachedSequence;
      takeNotes();
    } else {
      segments = segments.subList(0, index);
      position = endOfLast;
    }
  }

  /** Where the reading begins: the segments before it lie wholly before the sequence. */
  private int segmentHolding(long fromSequence) {
    if (fromSequence == 0) {
      return 0;
    }
    if (segments.getFirst().firstSequence() > fromSequence) {
      throw JournalScan.beginsLater(disk, segments.getFirst(), fromSequence);
    }
    int found = 0;
    while (found + 1 < segments.size()
        && segments.get(found).liesBefore(fromSequence, segments.get(found + 1))) {
      found++;
    }
    return found;
  }

  private void walk(int index) {
    SegmentInfo segment = segments.get(index);
    reader = reads.load(index);
    boolean isLast = index == segments.size() - 1;
    if (segment.firstSequence() != lastSequence + 1) {
      throw reader.damage(
          0,
          lastSequence + 1,
          "the segment begins at sequence " + segment.firstSequence() + ", there is a gap");
    }
    checkEpoch(index);
    position = SegmentHeader.SIZE_BYTES;
    forcedBytes = SegmentHeader.SIZE_BYTES;
    reachedSequence = lastSequence;
    reachedPosition = position;
    pendingRecords = 0;
    notes.clear();
    lastType = 0;
    int at = position;
    while (lastType != RecordType.SEAL) {
      Status status = reader.check(at);
      for (int look = 1; look < LOOKS && isLast && looksWrong(at, status); look++) {
        // Beside a live server: what proves this place wrong was written after it, perhaps also
        // after it was read. So it must be seen to be wrong after the proof was seen.
        reader.load(segment);
        status = reader.check(at);
      }
      if (status == Status.VALID) {
        at = accept(at);
      } else if (status == Status.FOREIGN) {
        throw reader.foreign(at, reachedSequence + 1);
      } else if (isLast) {
        decideTail(segment, at, status);
        return;
      } else {
        throw reader.damage(
            at,
            reachedSequence + 1,
            reader.problem() + ", but the log goes on in " + segments.get(index + 1).file());
      }
    }
  }

  private void checkEpoch(int index) {
    if (index == 0 || lastType == 0) {
      return;
    }
    boolean ended = (lastFlags & RecordHeader.EPOCH_END_FLAG) != 0;
    boolean changed = segments.get(index).epoch() != segments.get(index - 1).epoch();
    if (ended != changed) {
      throw reader.damage(
          0, lastSequence + 1, "the epoch does not follow from the segment before it");
    }
  }

  /** Takes in a valid record and returns where the next one begins. */
  private int accept(int at) {
    RecordHeader header = reader.header();
    boolean command = RecordType.isCommand(header.type());
    if (command ? header.sequence() != reachedSequence + 1 : header.sequence() > reachedSequence) {
      throw reader.damage(
          at,
          reachedSequence + 1,
          "a " + RecordType.name(header.type()) + " record has sequence " + header.sequence());
    }
    if (header.batchStart() != position) {
      throw reader.damage(at, reachedSequence + 1, "a record does not belong to this batch");
    }
    if (command) {
      reachedSequence = header.sequence();
    } else if (header.type() == RecordType.VOID) {
      notes.add(new Note(header.sequence(), true, reachedSequence));
    } else if (header.type() == RecordType.HASH) {
      long hash = HashRecord.hash(reader.bytes(), header.offset() + RecordHeader.SIZE_BYTES);
      notes.add(new Note(header.sequence(), false, hash));
    }
    pendingRecords++;
    int next = at + header.alignedLength();
    reachedPosition = next;
    if (header.isBatchEnd()) {
      position = next;
      forcedBytes = header.forcedBytes();
      lastSequence = reachedSequence;
      lastType = header.type();
      lastFlags = header.flags();
      lastTimestampMicros = Math.max(lastTimestampMicros, header.timestampMicros());
      lastTick = Math.max(lastTick, header.tick());
      pendingRecords = 0;
      takeNotes();
    }
    return next;
  }

  private void takeNotes() {
    for (Note note : notes) {
      if (note.isVoid()) {
        voided.putIfAbsent(note.sequence(), note.value());
        JournalScan.dropFrom(hashes, note.sequence());
      } else if (note.value() != JournalScan.NO_HASH) {
        hashes.put(note.sequence(), note.value());
      }
    }
    notes.clear();
  }

  private boolean looksWrong(int at, Status status) {
    return switch (status) {
      case VALID, FOREIGN -> false;
      case BAD -> true;
      case EMPTY -> at != position || reader.lookBeyond(at).records() > 0;
    };
  }

  /** The last segment stops here. Cleanly, torn, or damaged? */
  private void decideTail(SegmentInfo segment, int at, Status status) {
    String problem = reader.problem(); // Before looking on, which overwrites it.
    Beyond beyond = reader.lookBeyond(at);
    if (beyond.provenAt() >= 0) {
      throw reader.damage(
          at,
          reachedSequence + 1,
          problem
              + ", but the record at offset "
              + beyond.provenAt()
              + " proves that the bytes up to "
              + beyond.forcedBytes()
              + " had been forced");
    }
    String broken = claims.brokenBy(segment, at);
    if (broken != null) {
      throw reader.damage(at, reachedSequence + 1, problem + broken, MarkClaims.ADVICE);
    }
    if (status == Status.EMPTY && at == position && beyond.records() == 0) {
      return;
    }
    tornTail =
        new TornTail(
            disk.describe(segment.file()),
            position,
            at,
            lastSequence,
            pendingRecords + beyond.records(),
            problem);
  }
}
