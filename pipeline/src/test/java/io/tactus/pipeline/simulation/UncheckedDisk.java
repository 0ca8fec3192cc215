package io.tactus.pipeline.simulation;

import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordChecksum;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.segment.SegmentFolder;
import io.tactus.journal.segment.SegmentHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A disk on which every checksum of the journal's records is right, whatever the bytes are: what is
 * read through it looks as it would to a journal without checksums.
 */
final class UncheckedDisk {
  private UncheckedDisk() {}

  static Disk over(Disk disk) {
    return InterceptedDisk.over(
        disk,
        (call, file) -> {
          Object result = call.proceed();
          if (call.name().equals("readFully") && file.endsWith(".segment")) {
            ByteBuffer bytes = (ByteBuffer) call.argument(0);
            if (bytes.isDirect() && bytes.limit() > SegmentHeader.SIZE_BYTES) {
              putChecksums(salt(disk, file), bytes);
            }
          }
          return result;
        });
  }

  private static long salt(Disk disk, String file) throws IOException {
    return SegmentFolder.list(disk).stream()
        .filter(segment -> segment.file().equals(file))
        .findFirst()
        .orElseThrow()
        .salt();
  }

  private static void putChecksums(long salt, ByteBuffer bytes) {
    int size = bytes.limit();
    RecordChecksum checksum = new RecordChecksum();
    RecordHeader header = new RecordHeader();
    UnsafeBuffer view = new UnsafeBuffer(bytes, 0, size);
    int at = SegmentHeader.SIZE_BYTES;
    while (at <= size - RecordHeader.SIZE_BYTES) {
      header.wrap(view, at);
      if (header.length() < RecordHeader.SIZE_BYTES || header.alignedLength() > size - at) {
        break;
      }
      int bodyBytes = header.alignedLength() - RecordHeader.SIZE_BYTES;
      ByteBuffer copy = bytes.duplicate();
      header.bodyCrc32c(checksum.body(copy, at + RecordHeader.SIZE_BYTES, bodyBytes));
      header.headerCrc32c(checksum.header(copy, at, salt, at));
      at += header.alignedLength();
    }
  }
}
