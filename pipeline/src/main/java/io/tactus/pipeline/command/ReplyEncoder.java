package io.tactus.pipeline.command;

import static io.tactus.pipeline.command.ReplyLayout.ORDER;

import io.tactus.pipeline.procedure.TupleShape;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.row.RowImages;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds the body of one reply at a time. Results above the limit reject with {@code
 * result_too_large}, on replay as well: the limit comes from the journal.
 *
 * <p>Threading: applying thread. Allocates only for rejections.
 */
public final class ReplyEncoder {
  /** Room that every reply needs: a refusal fits it. */
  public static final int MIN_BYTES = ReplyLayout.REJECTION_BYTES;

  /** Room that a reply needs beyond its own if it may be that to an earlier request. */
  public static final int REPLAYED_BYTES = ReplyLayout.REPLAYED_BYTES;

  private static final int MAX_TEXT_BYTES = 400;

  private UnsafeBuffer buffer = allocate(ReplyLayout.REJECTION_BYTES);
  private final TupleWriter tuple = new TupleWriter();
  private final ValueView view = new ValueView();
  private int limit;
  private int position;
  private int results;
  private int flags;
  private int rowsResult;
  private int rows;

  /** Sets the largest body in bytes; at least room for a rejection is always there. */
  public void limit(int newLimitBytes) {
    int bytes = Math.max(newLimitBytes, ReplyLayout.REJECTION_BYTES);
    if (bytes > buffer.capacity()) {
      buffer = allocate(bytes);
    }
    limit = newLimitBytes;
  }

  private static UnsafeBuffer allocate(int bytes) {
    return new UnsafeBuffer(ByteBuffer.allocateDirect(bytes));
  }

  /** Begins the reply of a command that may still be refused. */
  public void begin() {
    position = ReplyLayout.HEADER_BYTES;
    results = 0;
    flags = 0;
  }

  /** Completes the reply and returns its length. */
  public int end(long schemaVersion) {
    buffer.putLong(ReplyLayout.SCHEMA_VERSION_OFFSET, schemaVersion, ORDER);
    buffer.putInt(ReplyLayout.COUNT_OFFSET, results, ORDER);
    buffer.putInt(ReplyLayout.REPLY_FLAGS_OFFSET, flags, ORDER);
    return position;
  }

  /**
   * Throws the reply begun away, writes one that was kept in its place and returns its length.
   *
   * @param sequence of the command that was first answered so
   */
  public int replayed(byte[] kept, long sequence, long tick) {
    int bytes = kept.length + ReplyLayout.REPLAYED_BYTES;
    if (bytes > buffer.capacity()) {
      buffer = allocate(bytes);
    }
    buffer.putBytes(0, kept);
    int keptFlags = buffer.getInt(ReplyLayout.REPLY_FLAGS_OFFSET, ORDER);
    buffer.putInt(ReplyLayout.REPLY_FLAGS_OFFSET, keptFlags | ReplyLayout.REPLAYED, ORDER);
    buffer.putLong(kept.length, sequence, ORDER);
    buffer.putLong(kept.length + Long.BYTES, tick, ORDER);
    return bytes;
  }

  /** The reply, from offset 0; off heap. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /**
   * Adds the result of an operation on one row.
   *
   * @param rowAddress the row; its key is always part of the result
   * @param source where the row's values are
   * @param version the sequence to show, 0 if the row is about to go
   * @param showRow whether the row itself is part of the result
   */
  public void row(
      OperationKind kind,
      RowLayout layout,
      long rowAddress,
      ValueSource source,
      long version,
      boolean changed,
      boolean showRow) {
    int keyBytes = layout.keyBytes();
    int rowBytes = showRow ? Integer.BYTES + layout.imageBytes(rowAddress) : 0;
    ensureRoom(ReplyLayout.RESULT_BYTES + keyBytes + rowBytes);
    header(kind, layout.table().id(), changed);
    buffer.putLong(position + ReplyLayout.VERSION_OFFSET, version, ORDER);
    buffer.putLong(position + ReplyLayout.AFFECTED_OFFSET, 1, ORDER);
    buffer.putInt(position + ReplyLayout.KEY_LENGTH_OFFSET, keyBytes, ORDER);
    buffer.putInt(position + ReplyLayout.ROWS_LENGTH_OFFSET, rowBytes, ORDER);
    buffer.putInt(position + ReplyLayout.ROW_COUNT_OFFSET, showRow ? 1 : 0, ORDER);
    position += ReplyLayout.RESULT_BYTES;
    layout.copyKey(rowAddress, buffer.addressOffset() + position);
    position += keyBytes;
    if (showRow) {
      copyRow(layout, rowAddress, source);
    }
    results++;
  }

  /** Begins the result of an operation on the rows that match a filter. */
  public void beginRows(OperationKind kind, RowLayout layout) {
    ensureRoom(ReplyLayout.RESULT_BYTES);
    header(kind, layout.table().id(), false);
    buffer.putLong(position + ReplyLayout.VERSION_OFFSET, 0, ORDER);
    buffer.putInt(position + ReplyLayout.KEY_LENGTH_OFFSET, 0, ORDER);
    rowsResult = position;
    rows = 0;
    position += ReplyLayout.RESULT_BYTES;
  }

  /** Adds a row to the result begun. */
  public void addRow(RowLayout layout, long rowAddress, ValueSource source) {
    ensureRoom(Integer.BYTES + layout.imageBytes(rowAddress));
    copyRow(layout, rowAddress, source);
    rows++;
  }

  /** Ends the result begun. */
  public void endRows(long affected) {
    buffer.putByte(
        rowsResult + ReplyLayout.FLAGS_OFFSET, (byte) (affected > 0 ? ReplyLayout.CHANGED : 0));
    buffer.putLong(rowsResult + ReplyLayout.AFFECTED_OFFSET, affected, ORDER);
    buffer.putInt(
        rowsResult + ReplyLayout.ROWS_LENGTH_OFFSET,
        position - rowsResult - ReplyLayout.RESULT_BYTES,
        ORDER);
    buffer.putInt(rowsResult + ReplyLayout.ROW_COUNT_OFFSET, rows, ORDER);
    results++;
  }

  /** Begins the result of a call; what the procedure sets goes straight into the reply. */
  public TupleWriter beginCall(TupleShape shape) {
    ensureRoom(ReplyLayout.RESULT_BYTES);
    header(OperationKind.CALL, 0, true);
    buffer.putLong(position + ReplyLayout.VERSION_OFFSET, 0, ORDER);
    buffer.putLong(position + ReplyLayout.AFFECTED_OFFSET, 0, ORDER);
    buffer.putInt(position + ReplyLayout.KEY_LENGTH_OFFSET, 0, ORDER);
    buffer.putInt(position + ReplyLayout.ROWS_LENGTH_OFFSET, 0, ORDER);
    buffer.putInt(position + ReplyLayout.ROW_COUNT_OFFSET, 0, ORDER);
    int tupleStart = position + ReplyLayout.RESULT_BYTES;
    return tuple.wrap(shape, buffer, tupleStart, limit - tupleStart);
  }

  /** Ends the result of a call; rejects if a required result was not set. */
  public void endCall() {
    int length = tuple.finish();
    buffer.putInt(position + ReplyLayout.TUPLE_LENGTH_OFFSET, length, ORDER);
    position += ReplyLayout.RESULT_BYTES + length;
    results++;
  }

  /** Begins the related rows: one text for each row shown, in order. No result may follow. */
  public void beginRelated() {
    flags |= ReplyLayout.RELATED;
  }

  /**
   * Adds the members of a row's object that hold related rows.
   *
   * @param utf8 null if the row is to be left out
   */
  public void related(byte[] utf8, int length) {
    int bytes = utf8 == null ? 0 : length;
    ensureRoom(Integer.BYTES + bytes);
    buffer.putInt(position, utf8 == null ? -1 : length, ORDER);
    position += Integer.BYTES;
    if (utf8 != null) {
      buffer.putBytes(position, utf8, 0, length);
      position += length;
    }
  }

  /** Throws the reply begun away, writes a refusal in its place and returns its length. */
  @SuppressWarnings("EnumOrdinal") // in memory only
  public int rejection(Rejection rejection, long schemaVersion) {
    buffer.putShort(ReplyLayout.CODE_OFFSET, (short) rejection.code().ordinal(), ORDER);
    buffer.putInt(ReplyLayout.FAILED_INDEX_OFFSET, rejection.failedIndex(), ORDER);
    buffer.putLong(ReplyLayout.REJECTION_SCHEMA_OFFSET, schemaVersion, ORDER);
    position = ReplyLayout.STRINGS_OFFSET;
    // The short ones are bounded by the schema; the free texts share what is left.
    byte[] table = bytes(rejection.table(), 63);
    byte[] field = bytes(rejection.field(), 63);
    int left =
        ReplyLayout.REJECTION_BYTES
            - ReplyLayout.STRINGS_OFFSET
            - 7 * Short.BYTES
            - table.length
            - field.length;
    byte[] name = bytes(rejection.name(), 64);
    byte[] sqlState = bytes(rejection.sqlState(), 16);
    left -= name.length + sqlState.length;
    byte[] message = bytes(rejection.getMessage(), Math.min(MAX_TEXT_BYTES, left));
    left -= message.length;
    byte[] detail = bytes(rejection.detail(), left);
    left -= detail.length;
    byte[] hint = bytes(rejection.hint(), left);
    text(name);
    text(sqlState);
    text(message);
    text(detail);
    text(hint);
    text(table);
    text(field);
    return position;
  }

  /** UTF-8, cut at a character's boundary. */
  private static byte[] bytes(String text, int maxBytes) {
    byte[] utf8 = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= maxBytes) {
      return utf8;
    }
    int end = maxBytes;
    while (end > 0 && (utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(utf8, end);
  }

  private void text(byte[] utf8) {
    buffer.putShort(position, (short) utf8.length, ORDER);
    buffer.putBytes(position + Short.BYTES, utf8);
    position += Short.BYTES + utf8.length;
  }

  private void header(OperationKind kind, int tableId, boolean changed) {
    buffer.putByte(position + ReplyLayout.KIND_OFFSET, (byte) kind.code());
    buffer.putByte(position + ReplyLayout.FLAGS_OFFSET, (byte) (changed ? ReplyLayout.CHANGED : 0));
    buffer.putShort(position + ReplyLayout.FLAGS_OFFSET + Byte.BYTES, (short) 0, ORDER);
    buffer.putInt(position + ReplyLayout.TABLE_OFFSET, tableId, ORDER);
    buffer.putInt(position + ReplyLayout.TUPLE_LENGTH_OFFSET, 0, ORDER);
  }

  private void copyRow(RowLayout layout, long rowAddress, ValueSource source) {
    long target = buffer.addressOffset() + position + Integer.BYTES;
    int length = RowImages.detach(layout, rowAddress, source, target, view);
    buffer.putInt(position, length, ORDER);
    position += Integer.BYTES + length;
  }

  /** Rejects with {@code result_too_large} if there is no room for so many bytes more. */
  public void ensureRoom(int bytes) {
    if (bytes > limit - position) {
      throw new Rejection(
          RejectionCode.RESULT_TOO_LARGE, "the result takes more than " + limit + " bytes");
    }
  }
}
