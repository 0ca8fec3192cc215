package io.tactus.journal.segment;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.RecordVisitor;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Holds one segment at a time in memory and says of each offset whether a valid record is there.
 *
 * <p>Threading: one thread.
 */
public final class SegmentReader implements AutoCloseable {

  /** What is at an offset. */
  public enum Status {
    /** A whole record whose checksums match. */
    VALID,
    /** 80 zero bytes, the mark behind the last batch; or no room for a record. */
    EMPTY,
    /** Neither: see {@link SegmentReader#problem}. */
    BAD,
    /** A record that checks out but that this version cannot have written. */
    FOREIGN
  }

  private final Disk disk;
  private final RecordChecksum checksum;
  private final RecordHeader header = new RecordHeader();
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final ByteBuffer secondLook = ByteBuffer.allocate(SegmentHeader.SIZE_BYTES);
  private ByteBuffer bytes = ByteBuffer.allocateDirect(SegmentHeader.SIZE_BYTES);
  private SegmentInfo segment;
  private int size;
  private int checkedTo;
  private long salt;
  private String problem = "";

  public SegmentReader(Disk disk, RecordChecksum checksum) {
    this.disk = disk;
    this.checksum = checksum;
  }

  /** Reads a whole segment. */
  public void load(SegmentInfo info) {
    load(info, info.segmentBytes());
  }

  /**
   * Reads the beginning of a segment. Where that ends there is nothing for {@link #check}, and a
   * record that reaches beyond it is FOREIGN.
   *
   * @param mostBytes at least a segment header's, at most the segment's
   */
  public void load(SegmentInfo info, int mostBytes) {
    try (DiskFile file = disk.openReadOnly(info.file())) {
      long fileSize = file.size();
      if (fileSize != info.segmentBytes()) {
        // Its whole length was forced before it got its name, so this is no torn tail.
        throw damage(
            info,
            Math.min(fileSize, info.segmentBytes()),
            "the file has " + fileSize + " bytes, its header says " + info.segmentBytes());
      }
      size = mostBytes;
      if (bytes.capacity() < size) {
        BufferUtil.free(bytes);
        bytes = ByteBuffer.allocateDirect(size);
      }
      bytes.clear().limit(size);
      file.readFully(bytes, 0);
      // Beside a live server the file may just have been recycled. That begins with the header, so
      // if the header still is the same now, all that was read before belongs to this life.
      file.readFully(secondLook.clear(), 0);
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(info.file()), e);
    }
    view.wrap(bytes, 0, size);
    if (SegmentHeader.problem(secondLook) != null
        || !SegmentHeader.decode(info.file(), secondLook).equals(info)) {
      throw damage(info, 0, "the segment was given a new life while it was read");
    }
    segment = info;
    salt = info.salt();
    checkedTo = 0;
  }

  /**
   * Checks the records from the first on, up to the first thing that is none, so that {@link
   * #check} need not do it again for them.
   */
  public void checkAhead() {
    int at = SegmentHeader.SIZE_BYTES;
    int type = 0;
    while (type != RecordType.SEAL && check(at) == Status.VALID) {
      type = header.type();
      at += header.alignedLength();
    }
    checkedTo = at;
  }

  /**
   * Shows the records from an offset on where one is, up to {@code most} of them or the first thing
   * that is none, and checks them on the way. {@link #header} points at the first one afterwards.
   *
   * @param limit nothing at or behind this offset is looked at
   */
  public void peek(int offset, int limit, int most, RecordVisitor visitor) {
    int at = offset;
    int type = 0;
    for (int i = 0; i < most && at < limit && type != RecordType.SEAL; i++) {
      if (check(at) != Status.VALID) {
        break;
      }
      type = header.type();
      visitor.onRecord(header, view, at + RecordHeader.SIZE_BYTES);
      at += header.alignedLength();
      checkedTo = Math.max(checkedTo, at);
    }
    header.wrap(view, offset);
  }

  /**
   * What is at this offset, which is where a record ends or the first one begins; if VALID, {@link
   * #header} points there.
   */
  public Status check(int offset) {
    if (offset < checkedTo) {
      header.wrap(view, offset);
      return Status.VALID;
    }
    Status status = checkHeader(offset);
    if (status == Status.VALID) {
      int bodyBytes = header.alignedLength() - RecordHeader.SIZE_BYTES;
      if (checksum.body(bytes, offset + RecordHeader.SIZE_BYTES, bodyBytes)
          != header.bodyCrc32c()) {
        problem = "the body of a " + RecordType.name(header.type()) + " record does not check out";
        return Status.BAD;
      }
    }
    return status;
  }

  /**
   * Looks for record headers behind an offset. A header that says "forced beyond the offset" proves
   * that the bytes there were once on disk as written.
   */
  public Beyond lookBeyond(int offset) {
    int found = 0;
    int provenAt = -1;
    int forced = 0;
    for (int at = offset + RecordHeader.ALIGNMENT_BYTES;
        at <= size - RecordHeader.SIZE_BYTES;
        at += RecordHeader.ALIGNMENT_BYTES) {
      header.wrap(view, at);
      if (header.epoch() == segment.epoch()
          && header.length() >= RecordHeader.SIZE_BYTES
          && checkHeader(at) == Status.VALID) {
        found++;
        if (header.forcedBytes() > offset && provenAt < 0) {
          provenAt = at;
          forced = header.forcedBytes();
        }
      }
    }
    return new Beyond(found, provenAt, forced);
  }

  /**
   * What lies behind a bad record.
   *
   * @param records headers that check out
   * @param provenAt offset of the first that proves the bad record had been forced, or -1
   * @param forcedBytes what that one says
   */
  public record Beyond(int records, int provenAt, int forcedBytes) {}

  /** The record at the offset last checked. */
  public RecordHeader header() {
    return header;
  }

  /** What was read of the segment; offsets are those of the file. */
  public DirectBuffer bytes() {
    return view;
  }

  /** Why the last check was not VALID. */
  public String problem() {
    return problem;
  }

  /** Damage at an offset of this segment. */
  public JournalDamage damage(int offset, long sequence, String reason) {
    return damage(offset, sequence, reason, advice(sequence));
  }

  /** Damage that is the record last checked, which is FOREIGN. */
  public JournalDamage foreign(int offset, long sequence) {
    boolean otherVersion =
        header.formatVersion() != RecordHeader.FORMAT_VERSION || !RecordType.isKnown(header.type());
    return otherVersion
        ? damage(offset, sequence, problem, JournalDamage.OTHER_VERSION)
        : damage(offset, sequence, problem);
  }

  /** Damage at an offset of this segment, about which there is more to advise. */
  public JournalDamage damage(int offset, long sequence, String reason, String advice) {
    return new JournalDamage(disk.describe(segment.file()), offset, sequence, reason, advice);
  }

  @Override
  public void close() {
    view.wrap(0, 0);
    BufferUtil.free(bytes);
    bytes = ByteBuffer.allocateDirect(0);
  }

  private Status checkHeader(int offset) {
    if (offset > size - RecordHeader.SIZE_BYTES) {
      problem = "there is no room for another record";
      return Status.EMPTY;
    }
    header.wrap(view, offset);
    if (header.length() == 0 && isZero(offset)) {
      problem = "there is nothing";
      return Status.EMPTY;
    }
    if (checksum.header(bytes, offset, salt, offset) != header.headerCrc32c()) {
      problem = "no record header checks out";
      return Status.BAD;
    }
    problem = foreignness(offset);
    return problem.isEmpty() ? Status.VALID : Status.FOREIGN;
  }

  /** Rules every header keeps that this version writes; the checksum alone cannot know them. */
  private String foreignness(int offset) {
    if (header.formatVersion() != RecordHeader.FORMAT_VERSION) {
      return "a record has format version " + header.formatVersion();
    }
    if (!RecordType.isKnown(header.type())) {
      return "a record has the unknown type " + header.type();
    }
    if (header.length() < RecordHeader.SIZE_BYTES || header.alignedLength() > size - offset) {
      return "a record claims " + header.length() + " bytes";
    }
    if (header.epoch() != segment.epoch()) {
      return "a record is of epoch " + header.epoch() + " in a segment of " + segment.epoch();
    }
    if (header.batchStart() > offset || header.forcedBytes() > header.batchStart()) {
      return "a record contradicts its own place";
    }
    return "";
  }

  private boolean isZero(int offset) {
    for (int i = 0; i < RecordHeader.SIZE_BYTES; i += Long.BYTES) {
      if (view.getLong(offset + i) != 0) {
        return false;
      }
    }
    return true;
  }

  private JournalDamage damage(SegmentInfo info, long offset, String reason) {
    return new JournalDamage(
        disk.describe(info.file()),
        offset,
        info.firstSequence(),
        reason,
        advice(info.firstSequence()));
  }

  private static String advice(long sequence) {
    String before = sequence > 1 ? " --at seq:" + (sequence - 1) : " --at seq:N";
    return "Nothing was changed. Restore a backup, or what is before the damage: 'tactus restore"
        + " THIS_FOLDER --data NEW_FOLDER"
        + before
        + "'. 'tactus journal inspect' shows what is there.";
  }
}
