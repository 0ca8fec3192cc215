package io.tactus.storage.row;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a row are written, in which order, under which names. Made once per statement; the
 * names are held as the bytes to be written. Threading: immutable.
 */
public final class RowProjection {

  private final RowLayout layout;
  private final RowPart[] parts;
  private final byte[][] prefixes;

  private RowProjection(RowLayout layout, RowPart[] parts, byte[][] prefixes) {
    this.layout = layout;
    this.parts = parts;
    this.prefixes = prefixes;
  }

  /** Returns all columns under their own names. */
  public static RowProjection all(RowLayout layout) {
    RowPart[] parts = new RowPart[layout.columnCount()];
    String[] names = new String[parts.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = layout.whole(i);
      names[i] = layout.column(i).name();
    }
    return of(layout, parts, names);
  }

  /** Returns these parts under these names; names hold no quotes and no backslashes. */
  public static RowProjection of(RowLayout layout, RowPart[] parts, String[] names) {
    byte[][] prefixes = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      String prefix = (i == 0 ? "{\"" : ",\"") + names[i] + "\":";
      prefixes[i] = prefix.getBytes(StandardCharsets.UTF_8);
    }
    return new RowProjection(layout, parts.clone(), prefixes);
  }

  /** Returns the layout of the rows. */
  public RowLayout layout() {
    return layout;
  }

  /** Returns how many parts are written. */
  public int size() {
    return parts.length;
  }

  /** Returns a part by its position in the output. */
  public RowPart part(int position) {
    return parts[position];
  }

  /** Returns the names the parts are written under. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (byte[] prefix : prefixes) {
      // Brace or comma and a quote before it, a quote and a colon behind it.
      names.add(new String(prefix, 2, prefix.length - 4, StandardCharsets.UTF_8));
    }
    return names;
  }

  /** Returns what is written before a part's value: brace or comma, quoted name, colon. */
  byte[] prefix(int position) {
    return prefixes[position];
  }
}
