package io.tactus.journal;

import io.tactus.journal.record.RecordHeader;
import org.agrona.DirectBuffer;

/** Receives records in log order. */
@FunctionalInterface
public interface RecordVisitor {

  /**
   * One whole, checked record. Header and body are valid only during the call.
   *
   * @param offset where the body begins in {@code body}; it has {@code header.bodyLength()} bytes
   */
  void onRecord(RecordHeader header, DirectBuffer body, int offset);
}
