package io.tactus.pipeline.recovery;

import io.tactus.journal.Journal;
import io.tactus.journal.JournalReader;
import io.tactus.journal.JournalScan;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.VoidRecord;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * Commands that an operator has left out of a history for good. A VOID record cannot be taken back,
 * so the history is first replayed without them, and only when that came to its end it is noted
 * that they are void.
 *
 * @param sequences their sequences
 */
public record Voiding(List<Long> sequences) {
  /** Leaves nothing out. */
  public static final Voiding NONE = new Voiding(List.of());

  public Voiding {
    sequences = List.copyOf(sequences);
  }

  /**
   * These without those that are void already.
   *
   * @param startSequence where the replay begins: that state holds what comes before
   * @throws IllegalArgumentException if one of them is not in the journal behind there, or is no
   *     command that somebody sent
   */
  Voiding checkedAgainst(JournalScan scan, long startSequence) {
    for (long sequence : sequences) {
      if (sequence <= startSequence || sequence > scan.lastSequence()) {
        throw new IllegalArgumentException(
            "sequence "
                + sequence
                + " cannot be voided: the journal behind the snapshot that this start begins with holds "
                + (startSequence + 1)
                + " to "
                + scan.lastSequence());
      }
      checkType(sequence, typeOf(scan, sequence));
    }
    return new Voiding(
        sequences.stream().distinct().filter(sequence -> !scan.isVoided(sequence)).toList());
  }

  private static int typeOf(JournalScan scan, long sequence) {
    try (JournalReader reader = scan.reader(sequence)) {
      while (reader.next()) {
        int type = reader.header().type();
        if (RecordType.isCommand(type) && reader.header().sequence() == sequence) {
          return type;
        }
      }
    }
    throw new IllegalStateException("sequence " + sequence + " was in the journal a moment ago");
  }

  /** What follows settings and plug-ins was decided by them, down to the length of a tick. */
  private static void checkType(long sequence, int type) {
    if (type == RecordType.CONFIG || type == RecordType.PLUGIN) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "sequence %d cannot be voided: it is a %s record, written by a start of the server,"
                  + " and all that follows was decided by it. If a plug-in fails, mend it or void"
                  + " the command that calls it",
              sequence,
              RecordType.name(type)));
    }
  }

  /**
   * Writes and forces what replays from now on skip.
   *
   * @param scan what was found in this journal when it was opened
   */
  void noteIn(Journal journal, JournalScan scan) {
    if (sequences.isEmpty()) {
      return;
    }
    DirectBuffer reason = VoidRecord.body("voided by an operator");
    for (long sequence : sequences) {
      journal.append(
          RecordType.VOID,
          sequence,
          scan.lastTimestampMicros(),
          scan.lastTick(),
          0,
          0,
          0,
          reason,
          0,
          reason.capacity());
    }
    journal.commit(true);
    journal.force();
  }

  /** The flags of a start that voids these and one more. */
  String flagsWith(long sequence) {
    StringBuilder flags = new StringBuilder();
    for (long earlier : sequences) {
      flags.append("--void ").append(earlier).append(' ');
    }
    return flags.append("--void ").append(sequence).toString();
  }
}
