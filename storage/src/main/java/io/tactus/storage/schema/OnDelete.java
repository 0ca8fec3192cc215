package io.tactus.storage.schema;

/** What becomes of a row whose reference points to a row that is deleted. */
public enum OnDelete {
  /** The delete is refused. The default. */
  RESTRICT("restrict"),
  /** The row is deleted, too. */
  CASCADE("cascade"),
  /** The reference becomes null; it must be nullable. */
  SET_NULL("setNull");

  private final String text;

  OnDelete(String text) {
    this.text = text;
  }

  /** Returns the name used in schema documents. */
  public String text() {
    return text;
  }

  /** Returns the rule of this name, or null. */
  public static OnDelete of(String text) {
    for (OnDelete rule : values()) {
      if (rule.text.equals(text)) {
        return rule;
      }
    }
    return null;
  }
}
