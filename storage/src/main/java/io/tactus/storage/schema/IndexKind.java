package io.tactus.storage.schema;

/** How an index finds its rows. */
public enum IndexKind {
  /** Equality on all its fields. */
  HASH("hash"),
  /** Equality and ranges on its fields in order, and rows in that order. */
  ORDERED("ordered"),
  /** Rows near a point of two or three coordinates. */
  GRID("grid");

  private final String text;

  IndexKind(String text) {
    this.text = text;
  }

  /** Returns the name used in schema documents. */
  public String text() {
    return text;
  }

  /** Returns the kind of this name, or null. */
  public static IndexKind of(String text) {
    for (IndexKind kind : values()) {
      if (kind.text.equals(text)) {
        return kind;
      }
    }
    return null;
  }
}
