package io.tactus.tools.offline;

import io.tactus.journal.JournalDamage;

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
}
