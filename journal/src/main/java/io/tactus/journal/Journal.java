package io.tactus.journal;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.segment.SegmentHeader;
import io.tactus.journal.segment.SegmentInfo;
import io.tactus.journal.segment.SegmentStore;
import io.tactus.journal.snapshot.SnapshotInfo;
import java.io.IOException;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The log being written: records are appended to a buffer and committed in batches, one write and
 * at most one force each.
 *
 * <p>Threading: journal thread only, except {@link #writtenSequence}, {@link #forcedSequence},
 * {@link #epoch}, {@link #logId}, {@link #writtenBytes}, {@link #bytesFrom}, {@link #retain},
 * {@link #retainOne} and what asks about the disk (any thread), and {@link #own} (one other). The
 * journal thread must never be interrupted. Append and commit allocate nothing, except when a
 * segment fills up.
 */
public final class Journal implements AutoCloseable {
  private static final DirectBuffer NO_BODY = new UnsafeBuffer(new byte[0]);

  private final JournalConfig config;
  private final SegmentStore store;
  private final WriteHead head;
  private final SnapshotMatch snapshots;
  private final BatchBuffer batch;
  private final int recordFlags;
  private final int maxRecordBytes;
  private JournalFailure failure;
  private boolean closed;
  private long lastSequence;
  private long lastTimestampMicros;
  private long lastTick;
  private volatile long writtenSequence;
  private volatile long forcedSequence;
  private long countedBytes;
  private volatile long writtenBytes;

  private Journal(JournalConfig config, Disk disk, JournalScan end) {
    this.config = config;
    this.recordFlags = config.durability() == Durability.FSYNC ? 0 : RecordHeader.UNFORCED_FLAG;
    this.maxRecordBytes =
        Math.min(
            config.writeBufferBytes(),
            config.segmentBytes() - SegmentHeader.SIZE_BYTES - RecordHeader.SIZE_BYTES);
    this.store =
        new SegmentStore(
            disk,
            config.segmentBytes(),
            config.spareSegments(),
            end.segments(),
            () -> writtenBytes);
    this.head = new WriteHead(disk, store, recordFlags != 0);
    this.snapshots = new SnapshotMatch(disk);
    this.batch = new BatchBuffer(config.writeBufferBytes(), config.checksums().get());
  }

  /**
   * Opens the journal behind a scan: cuts a torn tail, makes what was found durable, and opens a
   * new epoch if sequences may have been lost. Nothing found by the scan may be shown before this
   * returns.
   *
   * @param end a scan of the same disk, with nothing written since
   * @throws JournalFailure if a file operation fails
   */
  public static Journal open(JournalConfig config, Disk disk, JournalScan end) {
    Journal journal = new Journal(config, disk, end);
    try {
      // Names found may be those of a process killed before it could force them: a later loss of
      // power must not take them, with what will be written under them.
      disk.forceDirectory(FolderLayout.JOURNAL);
      journal.store.prepare();
      if (end.isEmpty()) {
        journal.begin(config);
      } else {
        journal.resume(config, end);
      }
      return journal;
    } catch (IOException e) {
      journal.abandon();
      throw new JournalFailure("cannot open " + disk.describe(FolderLayout.JOURNAL), e);
    } catch (RuntimeException | Error e) {
      journal.abandon();
      throw e;
    }
  }

  /**
   * Adds a record to the current batch. It is durable after {@link #commit}, not before; a batch
   * too large for the buffer or the segment is written in parts.
   *
   * @param type a command of {@link RecordType}, VOID or HASH
   * @param sequence for commands {@code lastSequence() + 1}; for notes one already appended, or 0
   * @throws IllegalArgumentException if the sequence is wrong or the body is larger than {@link
   *     #maxBodyBytes}
   * @throws JournalFailure as {@link #commit}
   */
  public void append(
      int type,
      long sequence,
      long timestampMicros,
      long tick,
      long schemaVersion,
      long caller,
      long requestId,
      DirectBuffer body,
      int offset,
      int length) {
    checkUsable();
    if (length < 0 || length > maxBodyBytes()) {
      throw new IllegalArgumentException("body of " + length + " bytes, limit " + maxBodyBytes());
    }
    boolean command = RecordType.isCommand(type);
    if (!command && type != RecordType.VOID && type != RecordType.HASH) {
      throw new IllegalArgumentException("record type " + type);
    }
    if (command ? sequence != lastSequence + 1 : sequence < 0 || sequence > lastSequence) {
      throw new IllegalArgumentException(
          RecordType.name(type) + " with sequence " + sequence + " after " + lastSequence);
    }
    makeRoom(RecordHeader.alignedLength(length));
    batch
        .add(head.segment(), type, recordFlags, body, offset, length)
        .sequence(sequence)
        .timestampMicros(timestampMicros)
        .tick(tick)
        .schemaVersion(schemaVersion)
        .caller(caller)
        .requestId(requestId);
    lastTimestampMicros = timestampMicros;
    lastTick = tick;
    if (command) {
      lastSequence = sequence;
    }
  }

  /**
   * Ends the batch: marks its last record, writes it out, and forces it if asked and the durability
   * is fsync. Without records it only does the force that may still be owed.
   *
   * @throws JournalFailure if writing or forcing fails; every later call throws it again
   */
  public void commit(boolean force) {
    checkUsable();
    batch.endBatch();
    switch (config.durability()) {
      case FSYNC -> {
        write();
        if (force) {
          forceSegment();
        }
      }
      case OS -> write();
      case NONE -> {
        if (batch.length() >= config.bufferedBytes()) {
          write();
        }
      }
    }
  }

  /** Writes and forces all that was appended, whatever the durability: before a snapshot. */
  public void force() {
    checkUsable();
    write();
    forceSegment();
    forceMark();
  }

  /** The last sequence appended. */
  public long lastSequence() {
    return lastSequence;
  }

  /** The last sequence handed to the operating system. Any thread. */
  public long writtenSequence() {
    return writtenSequence;
  }

  /** The last sequence known to be forced. Any thread. */
  public long forcedSequence() {
    return forcedSequence;
  }

  /** Bytes of records written since the journal was opened. Any thread. */
  public long writtenBytes() {
    return writtenBytes;
  }

  /** Bytes of the segments that hold a sequence or a later one. Any thread. */
  public long bytesFrom(long sequence) {
    return store.bytesFrom(sequence);
  }

  /**
   * The snapshots that a start would go on from with this journal, as far as their heads and the
   * beginnings of epochs tell. One thread at a time.
   *
   * @param all newest first
   */
  OwnSnapshots own(List<SnapshotInfo> all) {
    return snapshots.own(all, store.segments());
  }

  /** The epoch being written. Any thread. */
  public long epoch() {
    return head.epoch();
  }

  /** Identity of this log. Any thread. */
  public long logId() {
    return head.logId();
  }

  /** The largest body one record may have. */
  public int maxBodyBytes() {
    return maxRecordBytes - RecordHeader.SIZE_BYTES;
  }

  /**
   * Whether the segment being written is still what its name stands for. If not, what is written
   * goes to a file that no start will find. Any thread.
   */
  public boolean isInPlace() throws IOException {
    return head.isInPlace();
  }

  /** Whether no segment could be prepared for later because there is no room. Any thread. */
  public boolean isShortOfSpare() {
    return store.isShortOfSpare();
  }

  /** Tries again to prepare a segment for later, in the disk's background. Any thread. */
  public void prepareSpare() {
    store.prepareSpare();
  }

  /**
   * Lets go of the segments that lie wholly before a sequence: they become spares or are deleted,
   * oldest first. The segment being written always stays. Any thread.
   *
   * @return segments let go
   */
  public int retain(long keepFromSequence) {
    try {
      return store.retain(keepFromSequence);
    } catch (IOException e) {
      throw new JournalFailure("cannot retire old segments", e);
    }
  }

  /**
   * As {@link #retain}, of one segment.
   *
   * @return false if there is none to let go
   */
  public boolean retainOne(long keepFromSequence) {
    try {
      return store.retainOne(keepFromSequence);
    } catch (IOException e) {
      throw new JournalFailure("cannot retire an old segment", e);
    }
  }

  /**
   * Writes and forces what is left, notes the clean end, and closes. After a failure only closes.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    try {
      if (failure == null) {
        makeRoom(RecordHeader.SIZE_BYTES);
        write();
        // Forced first, so that the CLOSE record says: all before me is on the disk.
        forceSegment();
        addNote(RecordType.CLOSE, 0);
        write();
        forceSegment();
        forceMark();
      }
    } finally {
      abandon();
    }
  }

  /** The first segment of a log. */
  private void begin(JournalConfig config) throws IOException {
    lastSequence = config.firstSequence() - 1;
    head.begin(config);
    writtenSequence = lastSequence;
    forcedSequence = lastSequence;
  }

  private void resume(JournalConfig config, JournalScan end) throws IOException {
    JournalEnd last = end.end();
    SegmentInfo info = end.segments().getLast();
    lastSequence = end.lastSequence();
    lastTimestampMicros = end.lastTimestampMicros();
    lastTick = end.lastTick();
    head.reopen(info, last.position(), last.forcedBytes());
    boolean newEpoch = last.endsEpoch() || config.newEpoch();
    if (last.sealed() && newEpoch && !last.epochSealed()) {
      // The seal there does not announce an epoch; a segment in between can.
      head.next(lastSequence + 1, info.epoch());
      seal(true);
      head.next(lastSequence + 1, Math.max(info.epoch() + 1, config.minimumEpoch()));
    } else if (last.sealed() || newEpoch) {
      if (!last.sealed()) {
        // Cuts the torn tail too: nothing behind a SEAL is ever read.
        seal(newEpoch);
      }
      head.next(
          lastSequence + 1,
          newEpoch ? Math.max(info.epoch() + 1, config.minimumEpoch()) : info.epoch());
    }
    // So that the last record never is a CLOSE while this run answers before it forces.
    makeRoom(RecordHeader.SIZE_BYTES);
    addNote(RecordType.OPEN, 0);
    write();
    forceSegment();
    forceMark();
    writtenSequence = lastSequence;
    forcedSequence = lastSequence;
  }

  /** Writes out and rolls as needed so that a record of this size can follow. */
  private void makeRoom(int alignedLength) {
    if (!batch.hasRoom(alignedLength)) {
      write();
    }
    if (!head.hasRoom(batch.length() + alignedLength)) {
      write();
      try {
        // Whatever the durability: only the last segment may ever have a torn tail.
        head.forceSegment();
        seal(false);
        head.next(lastSequence + 1, head.epoch());
        head.writeMark(writtenSequence);
        head.forceMark();
      } catch (IOException e) {
        throw fail("cannot begin a new segment", e);
      }
      forcedSequence = writtenSequence;
    }
  }

  private void write() {
    batch.endBatch();
    if (batch.length() == 0) {
      return;
    }
    try {
      head.write(batch.toWrite(), batch.length());
    } catch (IOException e) {
      throw fail("cannot write the journal", e);
    }
    countWritten(batch.length());
    batch.clear();
    writtenSequence = lastSequence;
  }

  private void countWritten(int bytes) {
    countedBytes += bytes;
    writtenBytes = countedBytes;
  }

  private void forceSegment() {
    if (head.isForced()) {
      return;
    }
    try {
      head.forceSegment();
      head.writeMark(writtenSequence);
    } catch (IOException e) {
      throw fail("cannot force the journal", e);
    }
    forcedSequence = writtenSequence;
  }

  private void forceMark() {
    try {
      head.forceMark();
    } catch (IOException e) {
      throw fail("cannot force the journal's mark", e);
    }
  }

  private void addNote(int type, int flags) {
    batch
        .add(head.segment(), type, recordFlags | flags, NO_BODY, 0, 0)
        .sequence(lastSequence)
        .timestampMicros(lastTimestampMicros)
        .tick(lastTick)
        .schemaVersion(0)
        .caller(0)
        .requestId(0);
    batch.endBatch();
  }

  private void seal(boolean endsEpoch) throws IOException {
    addNote(RecordType.SEAL, endsEpoch ? RecordHeader.EPOCH_END_FLAG : 0);
    head.write(batch.toWrite().limit(batch.length()), batch.length());
    batch.clear();
    head.forceSegment();
  }

  private JournalFailure fail(String what, IOException cause) {
    failure = new JournalFailure(what, cause);
    return failure;
  }

  private void checkUsable() {
    if (failure != null) {
      throw failure;
    }
    if (closed) {
      throw new IllegalStateException("the journal is closed");
    }
  }

  private void abandon() {
    closed = true;
    store.close();
    batch.close();
    head.close();
  }
}
