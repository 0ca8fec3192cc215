package io.tactus.journal.snapshot;

import org.agrona.DirectBuffer;

/** Receives the blocks of a snapshot in the order they were written. */
@FunctionalInterface
public interface BlockVisitor {

  /** One checked block; the bytes are valid only during the call. */
  void onBlock(int kind, long id, DirectBuffer bytes, int offset, int length);
}
