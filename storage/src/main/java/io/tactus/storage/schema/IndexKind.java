package io.tactus.storage.schema;

/** How an index finds its rows. Ordered and grid indexes come later. */
public enum IndexKind {
  /** Equality on all its fields. */
  HASH("hash");

  private final String text;

  IndexKind(String text) {
    this.text = text;
  }

  /** Returns the name used in schema documents. */
  public String text() {
    return text;
  }
}
