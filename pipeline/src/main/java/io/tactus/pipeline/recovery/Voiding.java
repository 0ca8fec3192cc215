package io.tactus.pipeline.recovery;

import io.tactus.journal.Journal;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalReader;
import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.record.VoidRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands that an operator has left out of a history for good. A VOID record cannot be taken back,
 * so the history is first replayed without them, and only when that came to its end it is noted
 * that they are void.
 *
 * @param sequences their sequences
 */
public record Voiding(List<Long> sequences) {
  private static final Logger LOG = LoggerFactory.getLogger(Voiding.class);

  /** Leaves nothing out. */
  public static final Voiding NONE = new Voiding(List.of());

  public Voiding {
    sequences = List.copyOf(sequences);
  }

  /**
   * These without those that are void already, as a setting that was left where it was names.
   *
   * @param startSequence where the replay begins: that state holds what comes before
   * @param scan of the journal behind there
   * @throws IllegalArgumentException if one of them is not in the journal behind there and not
   *     known to be void, or is no command that somebody sent
   */
  Voiding checkedAgainst(Disk disk, JournalScan scan, long startSequence) {
    List<Long> fresh = new ArrayList<>();
    for (long sequence : sequences.stream().distinct().toList()) {
      boolean behind = sequence > startSequence && sequence <= scan.lastSequence();
      if (behind ? scan.isVoided(sequence) : isPast(disk, sequence, startSequence)) {
        LOG.info("sequence {} is void already, or no longer there to be voided", sequence);
      } else if (behind) {
        checkType(sequence, typeOf(scan, sequence));
        fresh.add(sequence);
      } else {
        throw new IllegalArgumentException(
            "sequence " + sequence + " cannot be voided: " + held(scan, startSequence));
      }
    }
    return new Voiding(fresh);
  }

  /**
   * Whether a command before the beginning is void, or so old that the journal does not tell any
   * more: then nothing can be done about it, and the flag that names it may have been there since.
   */
  private static boolean isPast(Disk disk, long sequence, long startSequence) {
    if (sequence < 1 || sequence > startSequence) {
      return false;
    }
    try {
      return JournalScan.scan(disk, sequence).isVoided(sequence);
    } catch (JournalDamage e) {
      LOG.warn(
          "nothing tells whether sequence {} is void: {}. A snapshot holds what comes of it; the"
              + " flag does nothing",
          sequence,
          e.reason());
      return true;
    }
  }

  private static String held(JournalScan scan, long startSequence) {
    if (scan.lastSequence() <= startSequence) {
      return startSequence == 0
          ? "the journal is empty"
          : "the journal holds nothing behind the snapshot of sequence "
              + startSequence
              + ", which is the state with all commands before";
    }
    return (startSequence == 0
            ? "the journal holds "
            : "the journal behind the snapshot of sequence " + startSequence + " holds ")
        + (startSequence + 1)
        + " to "
        + scan.lastSequence();
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
    for (long sequence : sequences) {
      LOG.warn("sequence {} is void from now on: every replay leaves it out", sequence);
    }
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
