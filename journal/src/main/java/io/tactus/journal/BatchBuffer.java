package io.tactus.journal;

import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.segment.SegmentWriter;
import java.nio.ByteBuffer;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Records on their way to the file, in the bytes they will have there.
 *
 * <p>The header of the latest record stays unfinished until it is known whether its batch goes on.
 * Behind the records there is room for 80 zero bytes, which go to the file with every write: the
 * mark that the log ends here, until the next batch overwrites it.
 *
 * <p>Threading: journal thread only. Allocation free after construction.
 */
final class BatchBuffer {
  private static final int NONE = -1;

  private final RecordChecksum checksum;
  private final ByteBuffer bytes;
  private final UnsafeBuffer view;
  private final RecordHeader header = new RecordHeader();
  private final int capacity;
  private int length;
  private int batchStart = NONE;
  private int unfinished = NONE;
  private long unfinishedSalt;
  private long unfinishedOffset;

  BatchBuffer(int capacity, RecordChecksum checksum) {
    this.checksum = checksum;
    this.capacity = capacity;
    this.bytes = ByteBuffer.allocateDirect(capacity + RecordHeader.SIZE_BYTES);
    this.view = new UnsafeBuffer(bytes);
  }

  /** Bytes of all records in here. */
  int length() {
    return length;
  }

  boolean hasRoom(int alignedLength) {
    return length + alignedLength <= capacity;
  }

  /** Begins a record behind the others and returns its header for the rest of the fields. */
  RecordHeader add(
      SegmentWriter segment, int type, int flags, DirectBuffer body, int offset, int bodyLength) {
    finishHeader(0);
    int fileOffset = segment.position() + length;
    if (batchStart == NONE) {
      batchStart = fileOffset;
    }
    int aligned = RecordHeader.alignedLength(bodyLength);
    view.putLong(length + aligned - Long.BYTES, 0);
    int bodyIndex = length + RecordHeader.SIZE_BYTES;
    view.putBytes(bodyIndex, body, offset, bodyLength);
    unfinished = length;
    unfinishedSalt = segment.salt();
    unfinishedOffset = fileOffset;
    length += aligned;
    return header
        .wrap(view, unfinished)
        .length(RecordHeader.SIZE_BYTES + bodyLength)
        .type(type)
        .formatVersion(RecordHeader.FORMAT_VERSION)
        .flags(flags)
        .epoch(segment.info().epoch())
        .forcedBytes(segment.forcedBytes())
        .batchStart(batchStart)
        .bodyCrc32c(checksum.body(bytes, bodyIndex, aligned - RecordHeader.SIZE_BYTES));
  }

  /** Marks the latest record as the last of its batch. */
  void endBatch() {
    finishHeader(RecordHeader.BATCH_END_FLAG);
    batchStart = NONE;
  }

  /** All records and the zeros behind them, ready to be written. */
  ByteBuffer toWrite() {
    assert unfinished == NONE : "the batch was not ended";
    view.setMemory(length, RecordHeader.SIZE_BYTES, (byte) 0);
    return bytes.clear().limit(length + RecordHeader.SIZE_BYTES);
  }

  void clear() {
    length = 0;
  }

  void close() {
    view.wrap(0, 0);
    BufferUtil.free(bytes);
  }

  private void finishHeader(int flag) {
    if (unfinished != NONE) {
      header.wrap(view, unfinished);
      header.flags(header.flags() | flag);
      header.headerCrc32c(checksum.header(bytes, unfinished, unfinishedSalt, unfinishedOffset));
      unfinished = NONE;
    }
  }
}
