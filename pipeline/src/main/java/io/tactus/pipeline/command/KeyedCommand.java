package io.tactus.pipeline.command;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A command that is done once, however often it is asked for: body of a KEYED command,
 * little-endian.
 *
 * <pre>
 *  0  i32 type of the command within: OPERATIONS or SCHEMA
 *  4  i32 reserved, 0
 *  8  i64, i64 the key: digest of the caller and of the key as they chose it
 * 24  i64, i64 the request: digest of all that decides what is asked for
 * 40  the body of the command within
 * </pre>
 *
 * Reusable reader. Threading: one thread.
 */
public final class KeyedCommand {
  private static final int TYPE_OFFSET = 0;
  private static final int RESERVED_OFFSET = TYPE_OFFSET + Integer.BYTES;
  private static final int KEY_OFFSET = RESERVED_OFFSET + Integer.BYTES;
  private static final int REQUEST_OFFSET = KEY_OFFSET + RequestKey.DIGEST_BYTES;

  /** Bytes in front of the command within. */
  public static final int HEADER_BYTES = REQUEST_OFFSET + RequestKey.DIGEST_BYTES;

  private int type;
  private RequestKey key;
  private int bodyOffset;
  private int bodyLength;

  /** Writes a command around another one and returns its length. */
  public static int encode(
      MutableDirectBuffer target, RequestKey key, int type, DirectBuffer body, int length) {
    target.putInt(TYPE_OFFSET, type, LITTLE_ENDIAN);
    target.putInt(RESERVED_OFFSET, 0, LITTLE_ENDIAN);
    target.putLong(KEY_OFFSET, key.keyHigh(), LITTLE_ENDIAN);
    target.putLong(KEY_OFFSET + Long.BYTES, key.keyLow(), LITTLE_ENDIAN);
    target.putLong(REQUEST_OFFSET, key.requestHigh(), LITTLE_ENDIAN);
    target.putLong(REQUEST_OFFSET + Long.BYTES, key.requestLow(), LITTLE_ENDIAN);
    target.putBytes(HEADER_BYTES, body, 0, length);
    return HEADER_BYTES + length;
  }

  /** The type of the command within, or the type itself if it is no KEYED. */
  public static int typeWithin(int type, DirectBuffer body) {
    return type == CommandType.KEYED ? body.getInt(TYPE_OFFSET, LITTLE_ENDIAN) : type;
  }

  /** Reads a command. */
  public KeyedCommand wrap(DirectBuffer body, int offset, int length) {
    if (length < HEADER_BYTES) {
      throw new MalformedCommand("a KEYED of " + length + " bytes");
    }
    type = body.getInt(offset + TYPE_OFFSET, LITTLE_ENDIAN);
    if (type != CommandType.OPERATIONS && type != CommandType.SCHEMA) {
      throw new MalformedCommand("a KEYED around a command of the type " + type);
    }
    key =
        new RequestKey(
            body.getLong(offset + KEY_OFFSET, LITTLE_ENDIAN),
            body.getLong(offset + KEY_OFFSET + Long.BYTES, LITTLE_ENDIAN),
            body.getLong(offset + REQUEST_OFFSET, LITTLE_ENDIAN),
            body.getLong(offset + REQUEST_OFFSET + Long.BYTES, LITTLE_ENDIAN));
    bodyOffset = offset + HEADER_BYTES;
    bodyLength = length - HEADER_BYTES;
    return this;
  }

  /** The type of the command within. */
  public int type() {
    return type;
  }

  public RequestKey key() {
    return key;
  }

  /** Where the body of the command within begins. */
  public int bodyOffset() {
    return bodyOffset;
  }

  public int bodyLength() {
    return bodyLength;
  }
}
