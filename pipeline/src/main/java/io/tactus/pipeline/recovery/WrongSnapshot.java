package io.tactus.pipeline.recovery;

import io.tactus.journal.JournalDamage;

/**
 * A snapshot whose every checksum is right, and whose contents are not those of a state: it was
 * wrong when it was written, and always will be.
 */
final class WrongSnapshot extends JournalDamage {
  private static final long serialVersionUID = 1L;

  WrongSnapshot(String file, long sequence, String reason) {
    super(
        file,
        0,
        sequence,
        reason,
        "An older snapshot and the journal behind it can take its place.");
  }
}
