package io.tactus.gateway.feed;

import java.nio.ByteBuffer;

/**
 * One event, rendered once and shared by all who get it. The bytes are an event of an SSE stream;
 * the members of its data object stand within them, for carriers that wrap them differently.
 *
 * <pre>
 *  id: 1:42 ⏎ event: commit ⏎ data: { "sequence":42,"tick":7,"changes":[…] } ⏎ ⏎
 *                                     └─ membersFrom          membersTo ┘
 * </pre>
 *
 * <p>Threading: immutable.
 */
public final class Frame {

  /** What an event tells. */
  public enum Kind {
    /** Rows a subscription begins with. */
    ROWS("rows"),
    /** What one commit changed. */
    COMMIT("commit"),
    /** A table is another from here on. */
    SCHEMA("schema");

    private final String event;

    Kind(String event) {
      this.event = event;
    }

    /** Returns the name of the event. */
    public String event() {
      return event;
    }
  }

  private final Kind kind;
  private final long sequence;
  private final boolean hasId;
  private final String table;
  private final byte[] bytes;
  private final int membersFrom;
  private final int membersTo;

  Frame(
      Kind kind,
      long sequence,
      boolean hasId,
      String table,
      byte[] bytes,
      int membersFrom,
      int membersTo) {
    this.kind = kind;
    this.sequence = sequence;
    this.hasId = hasId;
    this.table = table;
    this.bytes = bytes;
    this.membersFrom = membersFrom;
    this.membersTo = membersTo;
  }

  /** Returns what it tells. */
  public Kind kind() {
    return kind;
  }

  /** Returns the command it tells of. */
  public long sequence() {
    return sequence;
  }

  /** Returns whether one can go on after it: all of its command has been told then. */
  public boolean hasId() {
    return hasId;
  }

  /** Returns the name of the table that is another now; null if it tells of anything else. */
  public String table() {
    return table;
  }

  /** Returns the length of the event in bytes. */
  public int length() {
    return bytes.length;
  }

  /** Returns the event as bytes of an SSE stream. */
  public ByteBuffer event() {
    return ByteBuffer.wrap(bytes);
  }

  /** Returns the members of the data object, without its braces. */
  public ByteBuffer members() {
    return ByteBuffer.wrap(bytes, membersFrom, membersTo - membersFrom);
  }
}
