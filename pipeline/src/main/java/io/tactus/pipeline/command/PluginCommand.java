package io.tactus.pipeline.command;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A plug-in in force from this command on: body of a PLUGIN command, little-endian.
 *
 * <pre>
 *  u16 length, name    u16 length, SHA-256 of the jar in lower-case hex (empty: part of the process)
 * </pre>
 */
public record PluginCommand(String name, String sha256) {

  /** Writes the body and returns its length. */
  public int encode(MutableDirectBuffer buffer, int offset) {
    int position = offset;
    for (String text : new String[] {name, sha256}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      buffer.putShort(position, (short) bytes.length, LITTLE_ENDIAN);
      buffer.putBytes(position + Short.BYTES, bytes);
      position += Short.BYTES + bytes.length;
    }
    return position - offset;
  }

  /** Reads what {@link #encode} wrote. */
  public static PluginCommand decode(DirectBuffer buffer, int offset, int length) {
    try {
      return read(buffer, offset, length);
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedCommand(e);
    }
  }

  private static PluginCommand read(DirectBuffer buffer, int offset, int length) {
    int position = offset;
    String[] texts = new String[2];
    for (int i = 0; i < texts.length; i++) {
      byte[] bytes = new byte[buffer.getShort(position, LITTLE_ENDIAN) & 0xFFFF];
      buffer.getBytes(position + Short.BYTES, bytes);
      texts[i] = new String(bytes, StandardCharsets.UTF_8);
      position += Short.BYTES + bytes.length;
    }
    if (position != offset + length) {
      throw new MalformedCommand(
          "a PLUGIN of " + length + " bytes, " + (position - offset) + " read");
    }
    return new PluginCommand(texts[0], texts[1]);
  }
}
