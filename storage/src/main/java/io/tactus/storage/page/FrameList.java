package io.tactus.storage.page;

/** A queue of frames linked through their headers; a frame is in one list at most. */
final class FrameList {

  private long head;
  private long tail;

  boolean isEmpty() {
    return head == 0;
  }

  void add(long frame) {
    FrameHeader.link(frame, 0);
    if (head == 0) {
      head = frame;
    } else {
      FrameHeader.link(tail, frame);
    }
    tail = frame;
  }

  /** Takes over all frames of another list, which is empty then. */
  void addAll(FrameList other) {
    if (other.head == 0) {
      return;
    }
    if (head == 0) {
      head = other.head;
    } else {
      FrameHeader.link(tail, other.head);
    }
    tail = other.tail;
    other.head = 0;
    other.tail = 0;
  }

  long remove() {
    long frame = head;
    head = FrameHeader.link(frame);
    return frame;
  }
}
