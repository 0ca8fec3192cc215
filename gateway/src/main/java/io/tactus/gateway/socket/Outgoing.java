package io.tactus.gateway.socket;

import io.tactus.gateway.feed.Frame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One message to be sent: a reply, or a frame in the wrapping of its subscription. Frames are
 * shared by all who get them, so they are wrapped only when it is their turn.
 *
 * <p>Threading: immutable.
 */
final class Outgoing {

  private static final byte[] TAIL = "}}".getBytes(StandardCharsets.US_ASCII);

  private final byte[] head;
  private final Frame frame;
  private final boolean counted;

  /**
   * Makes a message.
   *
   * @param head all of a reply; what stands before a frame's members
   * @param frame the frame, or null
   * @param counted whether it counts as a notification that waits
   */
  Outgoing(byte[] head, Frame frame, boolean counted) {
    this.head = head;
    this.frame = frame;
    this.counted = counted;
  }

  boolean counted() {
    return counted;
  }

  int length() {
    return head.length + (frame == null ? 0 : frame.length());
  }

  /** Returns the text of the message. */
  ByteBuffer text() {
    if (frame == null) {
      return ByteBuffer.wrap(head);
    }
    ByteBuffer members = frame.members();
    ByteBuffer text = ByteBuffer.allocate(head.length + members.remaining() + TAIL.length);
    return text.put(head).put(members).put(TAIL).flip();
  }
}
