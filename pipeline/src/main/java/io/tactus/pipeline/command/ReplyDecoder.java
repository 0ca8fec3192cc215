package io.tactus.pipeline.command;

import static io.tactus.pipeline.command.ReplyLayout.ORDER;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;

/**
 * Reads the body of a reply in place. Reusable; valid while the body is.
 *
 * <p>Results come one after the other: {@code while (decoder.next()) …}. Threading: one thread.
 */
public final class ReplyDecoder {
  private static final RejectionCode[] CODES = RejectionCode.values();

  private DirectBuffer buffer;
  private int offset;
  private int limit;
  private int result;
  private int nextResult;
  private int remaining;
  private int row;
  private int rowStart;

  /** Reads the body of an APPLIED reply. */
  public ReplyDecoder wrap(DirectBuffer body, int bodyOffset, int length) {
    buffer = body;
    offset = bodyOffset;
    limit = bodyOffset + length;
    nextResult = bodyOffset + ReplyLayout.HEADER_BYTES;
    remaining = length == 0 ? 0 : body.getInt(bodyOffset + ReplyLayout.COUNT_OFFSET, ORDER);
    return this;
  }

  /**
   * Whether the results were left out because the submitter had reserved too little room for them;
   * the command was applied all the same.
   */
  public boolean resultsOmitted() {
    return limit == offset;
  }

  /** The version of the schema that table ids, key and row images are to be read with. */
  public long schemaVersion() {
    return buffer.getLong(offset + ReplyLayout.SCHEMA_VERSION_OFFSET, ORDER);
  }

  /** Whether this is the reply to an earlier request with the same idempotency key. */
  public boolean isReplayed() {
    return !resultsOmitted()
        && (buffer.getInt(offset + ReplyLayout.REPLY_FLAGS_OFFSET, ORDER) & ReplyLayout.REPLAYED)
            != 0;
  }

  /** Where the related rows of the rows shown begin, or -1 if there are none. */
  int relatedStart() {
    boolean there =
        !resultsOmitted()
            && (buffer.getInt(offset + ReplyLayout.REPLY_FLAGS_OFFSET, ORDER) & ReplyLayout.RELATED)
                != 0;
    if (!there) {
      return -1;
    }
    int at = offset + ReplyLayout.HEADER_BYTES;
    for (int i = resultCount(); i > 0; i--) {
      at += bytesOfResult(at);
    }
    return at;
  }

  private int bytesOfResult(int at) {
    return ReplyLayout.RESULT_BYTES
        + buffer.getInt(at + ReplyLayout.KEY_LENGTH_OFFSET, ORDER)
        + buffer.getInt(at + ReplyLayout.ROWS_LENGTH_OFFSET, ORDER)
        + buffer.getInt(at + ReplyLayout.TUPLE_LENGTH_OFFSET, ORDER);
  }

  /** The sequence of the command that a replayed reply first answered. */
  public long firstSequence() {
    return buffer.getLong(limit - ReplyLayout.REPLAYED_BYTES, ORDER);
  }

  /** The tick of that command. */
  public long firstTick() {
    return buffer.getLong(limit - ReplyLayout.REPLAYED_BYTES + Long.BYTES, ORDER);
  }

  /** How many results there are: one per operation. */
  public int resultCount() {
    return buffer.getInt(offset + ReplyLayout.COUNT_OFFSET, ORDER);
  }

  /** Moves to the next result; false after the last. */
  public boolean next() {
    if (remaining == 0) {
      return false;
    }
    remaining--;
    result = nextResult;
    row = -1;
    nextResult = result + bytesOfResult(result);
    return true;
  }

  /** What was done: an UPSERT or MERGE that found no row with its key says INSERT. */
  public OperationKind kind() {
    return OperationKind.of(buffer.getByte(result + ReplyLayout.KIND_OFFSET));
  }

  /** Whether the operation changed anything. */
  public boolean changed() {
    return (buffer.getByte(result + ReplyLayout.FLAGS_OFFSET) & ReplyLayout.CHANGED) != 0;
  }

  public int tableId() {
    return buffer.getInt(result + ReplyLayout.TABLE_OFFSET, ORDER);
  }

  /** The sequence of the row's last change: its ETag; 0 if it is gone. */
  public long version() {
    return buffer.getLong(result + ReplyLayout.VERSION_OFFSET, ORDER);
  }

  /** How many rows the operation matched. */
  public long affected() {
    return buffer.getLong(result + ReplyLayout.AFFECTED_OFFSET, ORDER);
  }

  /** Bytes of the key image; 0 if there is none. */
  public int keyLength() {
    return buffer.getInt(result + ReplyLayout.KEY_LENGTH_OFFSET, ORDER);
  }

  /** Where the key image lies, for {@link io.tactus.storage.row.RowLayout#putKey}. */
  public long keyAddress() {
    return buffer.addressOffset() + result + ReplyLayout.RESULT_BYTES;
  }

  /** How many rows the result shows. */
  public int rowCount() {
    return buffer.getInt(result + ReplyLayout.ROW_COUNT_OFFSET, ORDER);
  }

  /** Bytes of all rows. */
  private int rowsLength() {
    return buffer.getInt(result + ReplyLayout.ROWS_LENGTH_OFFSET, ORDER);
  }

  /**
   * Where a row's detached image lies: as the operation left it (or found it, if it deleted it).
   * Rows are found one after the other; in order that costs nothing.
   */
  public long rowAddress(int index) {
    if (row < 0 || index < row) {
      row = 0;
      rowStart = result + ReplyLayout.RESULT_BYTES + keyLength();
    }
    while (row < index) {
      rowStart += Integer.BYTES + buffer.getInt(rowStart, ORDER);
      row++;
    }
    return buffer.addressOffset() + rowStart + Integer.BYTES;
  }

  /** Bytes of the result tuple of a call. */
  public int tupleLength() {
    return buffer.getInt(result + ReplyLayout.TUPLE_LENGTH_OFFSET, ORDER);
  }

  /** Where in {@link #buffer()} the result tuple of a call begins. */
  public int tupleOffset() {
    return result + ReplyLayout.RESULT_BYTES + keyLength() + rowsLength();
  }

  public DirectBuffer buffer() {
    return buffer;
  }

  /** Reads the body of a REJECTED reply. Allocates. */
  public static Rejection rejection(DirectBuffer body, int bodyOffset, int length) {
    int code = body.getShort(bodyOffset + ReplyLayout.CODE_OFFSET, ORDER);
    int failedIndex = body.getInt(bodyOffset + ReplyLayout.FAILED_INDEX_OFFSET, ORDER);
    String[] strings = new String[7];
    int position = bodyOffset + ReplyLayout.STRINGS_OFFSET;
    for (int i = 0; i < strings.length; i++) {
      byte[] bytes = new byte[body.getShort(position, ORDER) & 0xFFFF];
      body.getBytes(position + Short.BYTES, bytes);
      strings[i] = new String(bytes, StandardCharsets.UTF_8);
      position += Short.BYTES + bytes.length;
    }
    if (position > bodyOffset + length) {
      throw new IllegalArgumentException("a rejection runs past its " + length + " bytes");
    }
    return new Rejection(
        CODES[code],
        strings[0],
        strings[1],
        strings[2],
        strings[3],
        strings[4],
        strings[5],
        strings[6],
        failedIndex,
        null);
  }
}
