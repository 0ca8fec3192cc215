package io.tactus.pipeline.command;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.tactus.storage.alteration.SchemaChange;
import io.tactus.storage.alteration.SchemaChangeJson;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A change of the schema: body of a SCHEMA command, little-endian.
 *
 * <pre>
 *  0  i32 kind
 *  4  i32 length of the document
 *  8  the document, UTF-8
 * </pre>
 *
 * @param document CREATE_TABLE and ENSURE_TABLE: the table's JSON; DROP_TABLE: its name; CHANGE:
 *     the change as {@link SchemaChangeJson} has it
 */
public record SchemaCommand(Kind kind, String document) {
  private static final int KIND_OFFSET = 0;
  private static final int LENGTH_OFFSET = 4;
  private static final int DOCUMENT_OFFSET = LENGTH_OFFSET + Integer.BYTES;

  /** What kind of change. Codes are stored and never renumbered. */
  public enum Kind {
    /** A new table; a conflict if there is one of its name. */
    CREATE_TABLE(1),
    /** The table and all its rows go. */
    DROP_TABLE(2),
    /** A new table unless the same one is there already. */
    ENSURE_TABLE(3),
    /** Any change, on tables with rows or without. */
    CHANGE(4);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    static Kind of(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      throw new MalformedCommand("no schema change has the code " + code);
    }
  }

  /** Returns the command that makes a change. */
  public static SchemaCommand of(SchemaChange change) {
    byte[] json = SchemaChangeJson.print(change);
    return new SchemaCommand(Kind.CHANGE, new String(json, StandardCharsets.UTF_8));
  }

  /** Writes the body and returns its length; the buffer must be expandable or large enough. */
  public int encode(MutableDirectBuffer buffer, int offset) {
    byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
    buffer.putInt(offset + KIND_OFFSET, kind.code, LITTLE_ENDIAN);
    buffer.putInt(offset + LENGTH_OFFSET, bytes.length, LITTLE_ENDIAN);
    buffer.putBytes(offset + DOCUMENT_OFFSET, bytes);
    return DOCUMENT_OFFSET + bytes.length;
  }

  /** Reads what {@link #encode} wrote. */
  public static SchemaCommand decode(DirectBuffer buffer, int offset, int length) {
    int bytes = buffer.getInt(offset + LENGTH_OFFSET, LITTLE_ENDIAN);
    if (bytes < 0 || length != DOCUMENT_OFFSET + bytes) {
      throw new MalformedCommand("a SCHEMA of " + length + " bytes says " + bytes);
    }
    byte[] document = new byte[bytes];
    buffer.getBytes(offset + DOCUMENT_OFFSET, document);
    return new SchemaCommand(
        Kind.of(buffer.getInt(offset + KIND_OFFSET, LITTLE_ENDIAN)),
        new String(document, StandardCharsets.UTF_8));
  }

  /** The room a reply to this command may need. */
  public static int replyBytes() {
    return ReplyLayout.REJECTION_BYTES;
  }
}
