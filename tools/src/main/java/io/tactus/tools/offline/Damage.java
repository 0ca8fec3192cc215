package io.tactus.tools.offline;

import io.tactus.journal.JournalDamage;
import io.tactus.pipeline.recovery.OtherSemantics;
import java.util.LinkedHashMap;
import java.util.Map;

/** Damage in words, the same for every command that can meet it. Stateless. */
public final class Damage {

  private Damage() {}

  /** Several lines: what is wrong, where exactly, and what one can do. */
  public static String describe(JournalDamage damage) {
    return "the data folder is damaged: "
        + damage.reason()
        + "\n  file:     "
        + damage.file()
        + "\n  offset:   "
        + damage.offset()
        + "\n  sequence: "
        + (damage.sequence() == 0 ? "unknown" : String.valueOf(damage.sequence()))
        + (damage.advice().isBlank() ? "" : "\n  advice:   " + damage.advice());
  }

  /** The same for programs. */
  static Map<String, Object> document(JournalDamage damage) {
    return document(
        damage.file(), damage.offset(), damage.sequence(), damage.reason(), damage.advice());
  }

  /** What another version wrote is said in the same way; the bytes at the place are whole. */
  static Map<String, Object> document(OtherSemantics other) {
    return document(other.file(), 0, other.sequence(), other.reason(), other.advice());
  }

  private static Map<String, Object> document(
      String file, long offset, long sequence, String reason, String advice) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", file);
    document.put("offset", offset);
    document.put("sequence", sequence);
    document.put("reason", reason);
    document.put("advice", advice);
    return document;
  }
}
