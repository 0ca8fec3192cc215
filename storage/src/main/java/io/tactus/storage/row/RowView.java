package io.tactus.storage.row;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.value.ValueSource;
import io.tactus.storage.value.ValueView;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A window on a row. Valid as long as what was wrapped stays where it is: until the version is
 * unpinned, or, for the writer, until the next write. Threading: one thread.
 */
public final class RowView {

  private RowLayout layout;
  private long rowAddress;
  private ValueSource source;

  /** Moves the window to a detached image. */
  public RowView wrap(RowLayout newLayout, long newRowAddress) {
    return wrap(newLayout, newRowAddress, ValueSource.DETACHED);
  }

  /** Moves the window; {@code newSource} knows the row's values of variable length. */
  public RowView wrap(RowLayout newLayout, long newRowAddress, ValueSource newSource) {
    layout = newLayout;
    rowAddress = newRowAddress;
    source = newSource;
    return this;
  }

  /** Returns the layout of the row. */
  public RowLayout layout() {
    return layout;
  }

  /** Returns the row's address. */
  public long rowAddress() {
    return rowAddress;
  }

  /** Returns the sequence of the row's last change: its version, its ETag. */
  public long sequence() {
    return RowLayout.sequence(rowAddress);
  }

  /** Reads bool, integers, timestamp, duration, the number of an enum's value; 0 if null. */
  public long getLong(int ordinal) {
    return layout.field(ordinal).getLong(rowAddress);
  }

  /** Reads a float, or any integer as one; 0 if null. */
  public double getDouble(int ordinal) {
    RowField field = layout.field(ordinal);
    return field.kind().isFloat() ? field.getDouble(rowAddress) : field.getLong(rowAddress);
  }

  /** Reads a bool; false if null. */
  public boolean getBoolean(int ordinal) {
    return layout.field(ordinal).getLong(rowAddress) != 0;
  }

  /**
   * Reads a string, text, json as its document, an enum's name, or a uuid in text form; null if
   * null. Allocates: cold paths only.
   */
  public String getString(int ordinal) {
    RowField field = layout.field(ordinal);
    if (field.isNull(rowAddress)) {
      return null;
    }
    if (field.kind() == TypeKind.UUID) {
      return new UUID(field.getUuidHigh(rowAddress), field.getUuidLow(rowAddress)).toString();
    }
    if (field.enumType() != null) {
      return field.enumType().value((int) field.getLong(rowAddress));
    }
    return new String(getBytes(ordinal), StandardCharsets.UTF_8);
  }

  /** Reads bytes, or the UTF-8 of a string, text or json; null if null. Allocates. */
  public byte[] getBytes(int ordinal) {
    RowField field = layout.field(ordinal);
    if (field.isNull(rowAddress)) {
      return null;
    }
    if (field.isValue()) {
      byte[] bytes = new byte[field.valueLength(rowAddress)];
      new ValueView().wrap(source, rowAddress, field.offset()).copyTo(bytes, 0);
      return bytes;
    }
    byte[] utf8 = new byte[field.stringLength(rowAddress)];
    Memory.getBytes(field.stringAddress(rowAddress), utf8, 0, utf8.length);
    return utf8;
  }
}
