package io.tactus.storage.page;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import org.agrona.UnsafeApi;

/**
 * How to take back the changes of the current transaction, last change first.
 *
 * <pre>
 *   record: | old bytes, padded to 8 | page i64 | area i32 | kind and span i32 | offset i32 | length i32 |
 *           the kind in the low byte, the span above it
 *           read backwards from its fixed-size tail
 *   BYTES     the old bytes of [offset, offset + length)
 *   APPEND    the page did not exist; no old bytes
 *   TRUNCATE  the area had {@code page} pages; old bytes = position of the TRUNCATE before, or -1
 *   INSERT    {@code span} bytes from offset on moved up by {@code length}; the old bytes are those
 *             that stood behind them. Taken back by moving them down again
 *   REMOVE    {@code length} bytes at offset were taken out and {@code span} bytes behind them moved
 *             down; the old bytes are those taken out. Taken back by moving them up again
 *             Both: the high half of offset says where an int was changed besides, which follows
 *             the old bytes
 *   NOTE      no old bytes; page and offset are two numbers for {@link UndoNotes}
 * </pre>
 *
 * <p>Everything is told by logical page, never by frame: a frame may have been copied since.
 *
 * <p>Bounded; the operating system backs only what was ever used. How full it is depends only on
 * the operations of the transaction, so running full is a rejection like any other.
 *
 * <p>Threading: the writer.
 */
class UndoLog implements AutoCloseable {

  static final int BYTES = 0;
  static final int APPEND = 1;
  static final int TRUNCATE = 2;
  static final int INSERT = 3;
  static final int REMOVE = 4;
  static final int NOTE = 5;

  private static final int KIND_BITS = 8;
  private static final int LOW_HALF = 0xFFFF;
  private static final int HEAD_BYTES = Integer.BYTES;

  /** Up to so many bytes are copied without a call. */
  private static final int FEW_BYTES = 64;

  private static final int PAGE_OFFSET = 0;
  private static final int AREA_OFFSET = PAGE_OFFSET + Long.BYTES;
  private static final int KIND_OFFSET = AREA_OFFSET + Integer.BYTES;
  private static final int OFFSET_OFFSET = KIND_OFFSET + Integer.BYTES;
  private static final int LENGTH_OFFSET = OFFSET_OFFSET + Integer.BYTES;
  private static final int TAIL_LENGTH = LENGTH_OFFSET + Integer.BYTES;

  /** The end of the chain of truncations. */
  static final long NONE = -1;

  private long capacity;
  private long base;

  /** Whether its memory is another log's. */
  private final boolean isPart;

  private long position;
  private long lastTruncate = NONE;

  UndoLog(long capacity) {
    if (capacity < 4L * (Page.SIZE_BYTES + TAIL_LENGTH)) {
      throw new IllegalArgumentException("maxUndoBytes=" + capacity + ": less than four pages");
    }
    this.capacity = capacity;
    this.base = UnsafeApi.allocateMemory(capacity);
    this.isPart = false;
  }

  private UndoLog() {
    this.isPart = true;
  }

  /**
   * Returns a log for the records of another writer, which lie in this one's memory until they are
   * {@linkplain #takeOver taken over}; without room until then.
   */
  UndoLog part() {
    return new UndoLog();
  }

  /** Bytes that one {@link #insert} or {@link #remove} takes of the log. */
  static int gapRecordBytes(int length) {
    return padded(length + HEAD_BYTES) + TAIL_LENGTH;
  }

  /**
   * Gives a part room in this log; nothing is recorded here until all parts are taken over.
   *
   * @param skipped bytes behind the last record that other parts have been given
   * @throws IllegalStateException if there is no room: the part would write behind the memory
   */
  void lend(UndoLog part, long skipped, long bytes) {
    if (!part.isPart || position + skipped + bytes > capacity) {
      throw new IllegalStateException(
          "no room for a part: " + position + " + " + skipped + " + " + bytes + " of " + capacity);
    }
    part.base = base + position + skipped;
    part.capacity = bytes;
    part.position = 0;
  }

  /** Appends the records of a part; parts in the order in which they were given room. */
  void takeOver(UndoLog part) {
    Memory.copy(part.base, base + position, part.position);
    position += part.position;
    part.capacity = 0;
    part.position = 0;
  }

  boolean isEmpty() {
    return position == 0;
  }

  /** Where the next record goes: what {@link #rollbackTo} takes. */
  long position() {
    return position;
  }

  long capacity() {
    return capacity;
  }

  void clear() {
    position = 0;
    lastTruncate = NONE;
  }

  /** Keeps {@code length} old bytes, which still stand at {@code address}. */
  void bytes(int area, long page, int offset, long address, int length) {
    long target = reserve(length);
    if (length <= FEW_BYTES) {
      Memory.copyShort(address, target, length);
    } else {
      Memory.copy(address, target, length);
    }
    finish(area, page, BYTES, offset, length);
  }

  /**
   * Notes that bytes are about to move up, and an int to be changed.
   *
   * @param address of the page
   * @param head where the int lies
   * @param length by how many bytes
   * @param span how many bytes move
   */
  void insert(int area, long page, long address, int head, int offset, int length, int span) {
    gap(area, page, INSERT | span << KIND_BITS, address, head, offset, length, offset + span);
  }

  /**
   * Notes that bytes are about to be taken out, and an int to be changed.
   *
   * @param address of the page
   * @param head where the int lies
   * @param span how many bytes behind them move down
   */
  void remove(int area, long page, long address, int head, int offset, int length, int span) {
    gap(area, page, REMOVE | span << KIND_BITS, address, head, offset, length, offset);
  }

  private void gap(
      int area, long page, int kind, long address, int head, int offset, int length, int lost) {
    long target = reserve(length + HEAD_BYTES);
    Memory.copyShort(address + lost, target, length);
    Memory.putInt(target + length, Memory.getInt(address + head));
    finish(area, page, kind, offset | head << Short.SIZE, length + HEAD_BYTES);
  }

  void note(int area, int first, int second) {
    reserve(0);
    finish(area, first, NOTE, second, 0);
  }

  void append(int area, long page) {
    reserve(0);
    finish(area, page, APPEND, 0, 0);
  }

  void truncate(int area, long oldPageCount) {
    Memory.putLong(reserve(Long.BYTES), lastTruncate);
    lastTruncate = position;
    finish(area, oldPageCount, TRUNCATE, 0, Long.BYTES);
  }

  /** The latest truncation, as a handle for {@link #truncatedArea} and the one before it. */
  long lastTruncate() {
    return lastTruncate;
  }

  long truncateBefore(long handle) {
    return Memory.getLong(base + handle);
  }

  int truncatedArea(long handle) {
    return Memory.getInt(base + handle + Long.BYTES + AREA_OFFSET);
  }

  /** Takes back all records at and after {@code mark}, last first. */
  void rollbackTo(long mark, PageSpace space) {
    if (mark < 0 || mark > position) {
      throw new IllegalArgumentException("mark " + mark + " is not in [0, " + position + "]");
    }
    while (position > mark) {
      long tail = base + position - TAIL_LENGTH;
      int length = Memory.getInt(tail + LENGTH_OFFSET);
      int padded = padded(length);
      int area = Memory.getInt(tail + AREA_OFFSET);
      long page = Memory.getLong(tail + PAGE_OFFSET);
      int kind = Memory.getInt(tail + KIND_OFFSET);
      int offset = Memory.getInt(tail + OFFSET_OFFSET);
      int span = kind >>> KIND_BITS;
      int action = kind & ((1 << KIND_BITS) - 1);
      switch (action) {
        case BYTES -> Memory.copy(tail - padded, space.touched(area, page) + offset, length);
        case INSERT, REMOVE -> {
          int head = offset >>> Short.SIZE;
          int gap = offset & LOW_HALF;
          long address = space.touched(area, page);
          if (action == INSERT) {
            PageEditor.takeBackInsert(address, tail - padded, head, gap, length - HEAD_BYTES, span);
          } else {
            PageEditor.takeBackRemove(address, tail - padded, head, gap, length - HEAD_BYTES, span);
          }
        }
        case NOTE -> space.takeBackNote(area, (int) page, offset);
        case APPEND -> space.unappend(area, page);
        case TRUNCATE -> lastTruncate = Memory.getLong(tail - padded);
        default -> throw new IllegalStateException("undo log damaged at " + position);
      }
      position -= TAIL_LENGTH + padded;
    }
    if (position != mark) {
      throw new IllegalStateException("mark " + mark + " is not the start of a record");
    }
  }

  private long reserve(int length) {
    if (position + padded(length) + TAIL_LENGTH > capacity) {
      throw new Rejection(
          RejectionCode.WORK_BUDGET,
          "the command changes more than can be undone (" + capacity + " bytes)");
    }
    return base + position;
  }

  private void finish(int area, long page, int kind, int offset, int length) {
    long tail = base + position + padded(length);
    Memory.putLong(tail + PAGE_OFFSET, page);
    Memory.putInt(tail + AREA_OFFSET, area);
    Memory.putInt(tail + KIND_OFFSET, kind);
    Memory.putInt(tail + OFFSET_OFFSET, offset);
    Memory.putInt(tail + LENGTH_OFFSET, length);
    position = tail + TAIL_LENGTH - base;
  }

  private static int padded(int length) {
    return (length + 7) & ~7;
  }

  @Override
  public void close() {
    if (base != 0 && !isPart) {
      UnsafeApi.freeMemory(base);
      base = 0;
    }
  }
}
