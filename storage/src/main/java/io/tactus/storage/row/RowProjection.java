package io.tactus.storage.row;

import java.nio.charset.StandardCharsets;

/**
 * Which fields of a row are written, in which order, under which names. Made once per statement;
 * the names are held as the bytes to be written. Threading: immutable.
 */
public final class RowProjection {

  private final RowField[] fields;
  private final byte[][] prefixes;

  private RowProjection(RowField[] fields, byte[][] prefixes) {
    this.fields = fields;
    this.prefixes = prefixes;
  }

  /** Returns all fields under their own names. */
  public static RowProjection all(RowLayout layout) {
    int[] ordinals = new int[layout.fieldCount()];
    String[] names = new String[ordinals.length];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = i;
      names[i] = layout.field(i).name();
    }
    return of(layout, ordinals, names);
  }

  /** Returns these fields under these names; names hold no quotes and no backslashes. */
  public static RowProjection of(RowLayout layout, int[] ordinals, String[] names) {
    RowField[] fields = new RowField[ordinals.length];
    byte[][] prefixes = new byte[ordinals.length][];
    for (int i = 0; i < ordinals.length; i++) {
      fields[i] = layout.field(ordinals[i]);
      String prefix = (i == 0 ? "{\"" : ",\"") + names[i] + "\":";
      prefixes[i] = prefix.getBytes(StandardCharsets.UTF_8);
    }
    return new RowProjection(fields, prefixes);
  }

  /** Returns how many fields are written. */
  public int size() {
    return fields.length;
  }

  /** Returns a field by its position in the output. */
  public RowField field(int position) {
    return fields[position];
  }

  /** Returns what is written before a field's value: brace or comma, quoted name, colon. */
  byte[] prefix(int position) {
    return prefixes[position];
  }
}
