package io.tactus.storage.row;

import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.TypeKind;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A window on a row. Valid as long as what was wrapped stays where it is: until the version is
 * unpinned, or, for the writer, until the next write. Threading: one thread.
 */
public final class RowView {

  private RowLayout layout;
  private long rowAddress;

  /** Moves the window. */
  public RowView wrap(RowLayout newLayout, long newRowAddress) {
    layout = newLayout;
    rowAddress = newRowAddress;
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

  /** Tells whether a field is null. */
  public boolean isNull(int ordinal) {
    return layout.field(ordinal).isNull(rowAddress);
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
   * Reads a string, an enum's name, or a uuid in text form; null if null. Allocates: cold paths
   * only.
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
    byte[] utf8 = new byte[field.stringLength(rowAddress)];
    Memory.getBytes(field.stringAddress(rowAddress), utf8, 0, utf8.length);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
