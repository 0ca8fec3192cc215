package io.tactus.tools.offline;

import io.tactus.journal.JournalDamage;
import io.tactus.pipeline.Unreplayable;
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
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("file", damage.file());
    document.put("offset", damage.offset());
    document.put("sequence", damage.sequence());
    document.put("reason", damage.reason());
    document.put("advice", damage.advice());
    return document;
  }

  /**
   * What this program cannot go on with is said in the same way, as far as it has a place; the
   * bytes there are whole, and which of them it is about is not known.
   */
  static Map<String, Object> document(Unreplayable history) {
    Map<String, Object> document = new LinkedHashMap<>();
    if (!history.file().isEmpty()) {
      document.put("file", history.file());
    }
    if (history.sequence() != 0) {
      document.put("sequence", history.sequence());
    }
    document.put("reason", history.reason());
    document.put("advice", history.advice());
    return document;
  }
}
