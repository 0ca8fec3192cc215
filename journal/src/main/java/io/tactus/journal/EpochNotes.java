package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentHeader;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.segment.SegmentReader;
import io.tactus.journal.segment.SegmentReader.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was voided, by the notes before the first command of each epoch. Only the beginnings of the
 * segments there are read, and each of them once: what stands before a command does not change.
 *
 * <p>The oldest segment counts as such a beginning too: the one before it may be gone. And notes
 * that did not fit go on in the next segment.
 *
 * <p>Threading: one at a time.
 */
final class EpochNotes {
  private static final Logger LOG = LoggerFactory.getLogger(EpochNotes.class);

  /** Read at first, of a segment of many megabytes: room for some hundreds of notes. */
  private static final int FIRST_BYTES = 1 << 16;

  /** So many times as much is read when that does not reach to the first command. */
  private static final int GROWTH = 8;

  private final Disk disk;

  /** The sequences voided at the beginning of a segment. */
  private Map<SegmentInfo, LongArrayList> known = new HashMap<>();

  EpochNotes(Disk disk) {
    this.disk = disk;
  }

  /**
   * What the beginnings say.
   *
   * @param voided the last command there was when a sequence was voided
   * @param unknownTo whether a state of this sequence or an earlier one holds what was voided later
   *     is not known; -1 if every beginning could be read
   * @param failure why not: {@link JournalDamage} or {@link JournalFailure}; null if none
   */
  record Found(Long2LongHashMap voided, long unknownTo, RuntimeException failure) {}

  /**
   * Reads the beginnings that are not known yet.
   *
   * @param segments of the journal, oldest first
   */
  Found read(List<SegmentInfo> segments) {
    Long2LongHashMap voided = new Long2LongHashMap(JournalScan.NOT_VOIDED);
    Map<SegmentInfo, LongArrayList> stillThere = new HashMap<>();
    long unknownTo = -1;
    RuntimeException failure = null;
    try (SegmentReader reader = new SegmentReader(disk, new RecordChecksum())) {
      for (int i = 0; i < segments.size(); i++) {
        if (!mayBeginWithNotes(segments, i)) {
          continue;
        }
        SegmentInfo segment = segments.get(i);
        try {
          LongArrayList notes = known.get(segment);
          boolean complete = notes != null;
          if (!complete) {
            notes = new LongArrayList();
            complete = read(reader, segment, i == segments.size() - 1, notes);
          }
          if (complete) {
            stillThere.put(segment, notes);
          }
          notes.forEachLong(sequence -> voided.putIfAbsent(sequence, segment.firstSequence() - 1));
        } catch (JournalDamage | JournalFailure e) {
          LOG.warn("nothing tells what was voided where an epoch begins: {}", e.getMessage());
          unknownTo = segment.firstSequence() - 1;
          failure = e;
        }
      }
    }
    known = stillThere;
    return new Found(voided, unknownTo, failure);
  }

  private static boolean mayBeginWithNotes(List<SegmentInfo> segments, int index) {
    if (index == 0) {
      return true;
    }
    SegmentInfo before = segments.get(index - 1);
    SegmentInfo segment = segments.get(index);
    return segment.epoch() != before.epoch() || segment.firstSequence() == before.firstSequence();
  }

  /**
   * Reads the notes before the first command.
   *
   * @return whether no more can follow: the segment does not just end there for now
   */
  private static boolean read(
      SegmentReader reader, SegmentInfo segment, boolean isLast, LongArrayList notes) {
    RecordHeader header = reader.header();
    int loaded = load(reader, segment, FIRST_BYTES);
    int at = SegmentHeader.SIZE_BYTES;
    while (true) {
      Status status = reader.check(at);
      while (loaded < segment.segmentBytes()
          && (status == Status.FOREIGN
              || at > loaded - RecordHeader.SIZE_BYTES
              || (isLast && status == Status.BAD))) {
        // It may just reach beyond what was read; in the last one, it may have been half written.
        loaded = load(reader, segment, GROWTH * (long) loaded);
        status = reader.check(at);
      }
      if (status == Status.EMPTY && isLast) {
        return false;
      }
      if (status == Status.FOREIGN) {
        throw reader.foreign(at, segment.firstSequence());
      }
      if (status != Status.VALID) {
        throw reader.damage(at, segment.firstSequence(), reader.problem());
      }
      if (RecordType.isCommand(header.type()) || header.type() == RecordType.SEAL) {
        return true;
      }
      if (header.type() == RecordType.VOID) {
        notes.addLong(header.sequence());
      }
      at += header.alignedLength();
    }
  }

  private static int load(SegmentReader reader, SegmentInfo segment, long mostBytes) {
    int bytes = (int) Math.min(mostBytes, segment.segmentBytes());
    reader.load(segment, bytes);
    return bytes;
  }
}
