package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.mark.JournalMark;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.snapshot.SnapshotInfo;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.agrona.collections.Long2LongHashMap;

/**
 * What the first pass over the journal found: where it begins and ends, whether its tail is torn,
 * and which sequences are voided. Only reads; also beside a live server.
 *
 * <p>Threading: immutable once made; {@link #forEach} reads the disk again and may be called from
 * any thread.
 */
public final class JournalScan {
  /** Says that no state hash was noted. */
  public static final long NO_HASH = 0;

  /** Says that a sequence is not void. */
  static final long NOT_VOIDED = -1;

  /** What {@link #isMarked} being false means, for people. */
  public static final String NOT_MARKED =
      "no mark: "
          + JournalMark.FILE
          + " is missing or does not check out, so nothing says how far the journal had been"
          + " forced; unless it was closed in good order, the next start begins a new epoch";

  /**
   * The damage of a folder with a snapshot and no journal at all: one that is not mounted looks
   * like that, and what was answered behind the snapshot would be gone without a word.
   */
  public static JournalDamage missing(Disk disk, long snapshotSequence) {
    return new JournalDamage(
        disk.describe(FolderLayout.JOURNAL),
        0,
        snapshotSequence + 1,
        "the journal is missing: there is a snapshot of sequence "
            + snapshotSequence
            + ", but no segment",
        "Is the journal's file system mounted? To begin from the snapshot alone, without what was"
            + " answered behind it: tactus restore THIS_FOLDER --data NEW_FOLDER.");
  }

  /** The damage of a journal that does not reach back to a sequence that is needed. */
  static JournalDamage beginsLater(Disk disk, SegmentInfo oldest, long neededSequence) {
    return new JournalDamage(
        disk.describe(oldest.file()),
        0,
        neededSequence,
        "the journal begins only at sequence " + oldest.firstSequence(),
        "Earlier segments are missing; a snapshot at or after "
            + (oldest.firstSequence() - 1)
            + " is needed.");
  }

  private final Disk disk;
  private final List<SegmentInfo> segments;
  private final Long2LongHashMap voided;
  private final Long2LongHashMap hashes;
  private final JournalEnd end;
  private final boolean marked;

  JournalScan(
      Disk disk,
      List<SegmentInfo> segments,
      Long2LongHashMap voided,
      Long2LongHashMap hashes,
      JournalEnd end,
      boolean marked) {
    this.disk = disk;
    this.segments = List.copyOf(segments);
    this.voided = voided;
    this.hashes = hashes;
    this.end = end;
    this.marked = marked;
  }

  /**
   * Reads and checks the journal of a data folder from a sequence to its end.
   *
   * @param fromSequence the first sequence that is needed, usually the snapshot's plus 1; 0 for the
   *     oldest there is. Segments that lie wholly before it are not read
   * @throws JournalDamage if anything but the unforced tail of the last segment is wrong, or the
   *     journal does not reach from there, or to just before there
   * @throws JournalFailure if a file cannot be read
   */
  public static JournalScan scan(Disk disk, long fromSequence) {
    return scan(disk, fromSequence, new RecordChecksum());
  }

  /** As {@link #scan(Disk, long)}, and says how far it is. */
  public static JournalScan scan(Disk disk, long fromSequence, ScanProgress progress) {
    return scan(disk, fromSequence, new RecordChecksum(), progress);
  }

  /** As {@link #scan(Disk, long)}, with a checksum of the caller's. */
  public static JournalScan scan(Disk disk, long fromSequence, RecordChecksum checksum) {
    return scan(disk, fromSequence, checksum, ScanProgress.SILENT);
  }

  private static JournalScan scan(
      Disk disk, long fromSequence, RecordChecksum checksum, ScanProgress progress) {
    try {
      // The mark first: beside a live server, what it claims can only be there already.
      Optional<JournalMark> mark = JournalMark.read(disk);
      List<SegmentInfo> segments = SegmentFolder.list(disk);
      MarkClaims claims = new MarkClaims(disk, mark);
      claims.checkSegments(segments);
      return new SegmentWalk(disk, segments, claims, checksum, false).scan(fromSequence, progress);
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(FolderLayout.JOURNAL), e);
    }
  }

  /**
   * Reads what a damaged journal holds before the first damage, record by record; for restoring
   * that much of it. What is void by a note behind the damage is not known to be.
   *
   * @param fromSequence as {@link #scan(Disk, long)}
   * @return empty if the damage lies before that sequence
   * @throws JournalDamage if the journal does not reach back to there
   * @throws JournalFailure if a file cannot be read
   */
  public static JournalScan scanToDamage(Disk disk, long fromSequence) {
    try {
      List<SegmentInfo> segments = SegmentFolder.listToDamage(disk);
      MarkClaims none = new MarkClaims(disk, Optional.empty());
      return new SegmentWalk(disk, segments, none, new RecordChecksum(), true)
          .scan(fromSequence, ScanProgress.SILENT);
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(FolderLayout.JOURNAL), e);
    }
  }

  /** Whether there is no segment at all. */
  public boolean isEmpty() {
    return segments.isEmpty();
  }

  /** All segments, oldest first. */
  public List<SegmentInfo> segments() {
    return segments;
  }

  /** The oldest sequence that can be read; one more than {@link #lastSequence} if none. */
  public long firstSequence() {
    return isEmpty() ? 1 : segments.getFirst().firstSequence();
  }

  /**
   * Checks that nothing is missing between a state and the oldest segment.
   *
   * @param stateSequence of the snapshot that is to be begun from, 0 for the beginning
   * @throws JournalDamage if the command behind it, and perhaps more, is not in the journal
   */
  public void checkReachesBackTo(long stateSequence) {
    if (!isEmpty() && firstSequence() > stateSequence + 1) {
      throw beginsLater(disk, segments.getFirst(), stateSequence + 1);
    }
  }

  /** The last command's sequence, torn tail excluded; 0 if the journal is empty. */
  public long lastSequence() {
    return end.lastSequence();
  }

  /** Journal time of the last command or note, 0 if none was read. */
  public long lastTimestampMicros() {
    return end.lastTimestampMicros();
  }

  /** Tick of the last command or note, 0 if none was read. */
  public long lastTick() {
    return end.lastTick();
  }

  /** The epoch of the last segment, 0 if the journal is empty. */
  public long epoch() {
    return isEmpty() ? 0 : segments.getLast().epoch();
  }

  /** The epoch a sequence was written in, 0 if the journal does not hold it. */
  public long epochOf(long sequence) {
    return holding(sequence).map(SegmentInfo::epoch).orElse(0L);
  }

  /** The file that holds a sequence, for people; the folder if none does. */
  public String fileOf(long sequence) {
    return disk.describe(holding(sequence).map(SegmentInfo::file).orElse(FolderLayout.JOURNAL));
  }

  private Optional<SegmentInfo> holding(long sequence) {
    if (sequence <= lastSequence()) {
      for (SegmentInfo segment : segments.reversed()) {
        if (segment.firstSequence() <= sequence) {
          return Optional.of(segment);
        }
      }
    }
    return Optional.empty();
  }

  /** Identity of the log, 0 if the journal is empty. */
  public long logId() {
    return isEmpty() ? 0 : segments.getLast().logId();
  }

  /**
   * Where the last whole batch ends in the last segment, an offset in bytes; 0 if there is none.
   */
  public int endPosition() {
    return isEmpty() ? 0 : end.position();
  }

  /** What a crash left incomplete at the end. It is cut when the journal is opened. */
  public Optional<TornTail> tornTail() {
    return Optional.ofNullable(end.tornTail());
  }

  /**
   * Whether the mark was there that says how far the journal had been forced. Without it, a damaged
   * last batch looks like a torn tail, and missing last segments do not show.
   */
  public boolean isMarked() {
    return marked;
  }

  /** Whether the last run closed the journal in good order. */
  public boolean closedCleanly() {
    return end.closedCleanly();
  }

  /**
   * Whether sequences may have been lost that someone saw, so that opening the journal begins a new
   * epoch: a torn tail, no clean end under a durability weaker than fsync, or none without a mark.
   */
  public boolean endsEpoch() {
    return end.endsEpoch();
  }

  /** Whether a VOID record tells replay to skip this sequence. */
  public boolean isVoided(long sequence) {
    return voided.containsKey(sequence);
  }

  /**
   * The oldest command that a state holds and that was voided later; 0 if there is none. Such a
   * state is one of a history that is no more: what follows in the journal does not follow from it.
   *
   * @param stateSequence the last command of the state; this is a scan from the next one on, or
   *     from farther back
   */
  public long voidedSince(long stateSequence) {
    return voidedSince(stateSequence, voided);
  }

  /**
   * As above.
   *
   * @param voided the last command there was when a sequence was voided
   */
  static long voidedSince(long stateSequence, Long2LongHashMap voided) {
    long[] oldest = {Long.MAX_VALUE};
    voided.forEachLong(
        (sequence, lastThen) -> {
          if (sequence <= stateSequence && stateSequence <= lastThen) {
            oldest[0] = Math.min(oldest[0], sequence);
          }
        });
    return oldest[0] == Long.MAX_VALUE ? 0 : oldest[0];
  }

  /** Why the state of a snapshot is not one of this history, for people; empty if it may be. */
  public Optional<String> whyStale(SnapshotInfo snapshot) {
    long sequence = voidedSince(snapshot.sequence());
    return sequence == 0 ? Optional.empty() : Optional.of(whyStale(disk, snapshot, sequence));
  }

  static String whyStale(Disk disk, SnapshotInfo snapshot, long voidedSequence) {
    return disk.describe(snapshot.file())
        + ": it holds the command with sequence "
        + voidedSequence
        + ", which was voided after the snapshot had been taken";
  }

  /**
   * The same journal as if VOID records for these sequences stood at its end. Nothing is written:
   * for trying out whether the rest can be replayed without them.
   */
  public JournalScan voiding(Collection<Long> sequences) {
    Long2LongHashMap all = new Long2LongHashMap(voided);
    Long2LongHashMap left = new Long2LongHashMap(hashes);
    for (long sequence : sequences) {
      if (all.putIfAbsent(sequence, lastSequence()) == NOT_VOIDED) {
        dropFrom(left, sequence);
      }
    }
    return new JournalScan(disk, segments, all, left, end, marked);
  }

  /** Hashes noted before a command was voided are of states with that command in them. */
  static void dropFrom(Long2LongHashMap hashes, long voidedSequence) {
    hashes.keySet().removeIf(noted -> noted >= voidedSequence);
  }

  /** The state hash noted for the state just after a sequence, or {@link #NO_HASH}. */
  public long hashAfter(long sequence) {
    return hashes.get(sequence);
  }

  /**
   * Visits the records up to the end found by the scan, from the first one whose sequence is at
   * least {@code fromSequence}: commands, voided ones included (ask {@link #isVoided}), and the
   * notes VOID and HASH.
   *
   * @throws JournalDamage if the journal is no longer what the scan saw
   */
  public void forEach(long fromSequence, RecordVisitor visitor) {
    try (JournalReader reader = reader(fromSequence)) {
      while (reader.next()) {
        int type = reader.header().type();
        if (RecordType.isCommand(type) || type == RecordType.VOID || type == RecordType.HASH) {
          visitor.onRecord(reader.header(), reader.body(), reader.bodyOffset());
        }
      }
    }
  }

  /** The records one by one, and the journal's own marks SEAL, CLOSE and OPEN with them. */
  public JournalReader reader(long fromSequence) {
    return reader(fromSequence, new RecordChecksum());
  }

  /** As {@link #reader(long)}, with a checksum of the caller's. */
  public JournalReader reader(long fromSequence, RecordChecksum checksum) {
    return new JournalReader(disk, this, checksum, fromSequence);
  }

  JournalEnd end() {
    return end;
  }
}
