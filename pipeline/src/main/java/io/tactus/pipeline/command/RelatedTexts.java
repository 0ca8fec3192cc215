package io.tactus.pipeline.command;

import org.agrona.DirectBuffer;

/**
 * The related rows in a reply, as JSON, row by row in the order in which its results show them:
 * {@code while (…) texts.next()}. Reusable; valid while the reply is. Threading: one thread.
 */
public final class RelatedTexts {
  private DirectBuffer buffer;
  private int next;
  private int offset;
  private int length;

  /** Goes before the first row of a reply. */
  public RelatedTexts wrap(ReplyDecoder reply) {
    buffer = reply.buffer();
    next = reply.relatedStart();
    length = 0;
    return this;
  }

  /** Whether rows come with related ones. */
  public boolean arePresent() {
    return next >= 0;
  }

  /** Moves to the next row. */
  public void next() {
    length = buffer.getInt(next, ReplyLayout.ORDER);
    offset = next + Integer.BYTES;
    next = offset + Math.max(0, length);
  }

  /** Whether the row is to be left out: it lacks the related rows that were asked for. */
  public boolean isLeftOut() {
    return length < 0;
  }

  /** Where the members of the row's object that hold related rows begin. */
  public int offset() {
    return offset;
  }

  /** Bytes of these members; each has a comma or the opening brace before it. */
  public int length() {
    return length;
  }

  /** The buffer that offsets speak of. */
  public DirectBuffer buffer() {
    return buffer;
  }
}
