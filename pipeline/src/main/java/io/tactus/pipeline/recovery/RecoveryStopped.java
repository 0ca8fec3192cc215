package io.tactus.pipeline.recovery;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.Unreplayable;

/**
 * A command in the journal cannot be applied again: it met an error of the machine or of a plug-in,
 * or a broken invariant. The journal is whole; what cannot go on is this program with this command.
 */
public final class RecoveryStopped extends Unreplayable {
  private static final long serialVersionUID = 1L;

  RecoveryStopped(String file, long sequence, int type, Voiding voiding, Throwable cause) {
    super(
        "the command with sequence "
            + sequence
            + " ("
            + RecordType.name(type)
            + ") stops the replay: "
            + inOneLine(cause),
        file,
        sequence,
        "It stays in the journal. Mend what fails, if it is a plug-in or too little memory. To leave"
            + " this one command out of the history for good, start with "
            + voiding.flagsWith(sequence),
        cause);
  }

  private static String inOneLine(Throwable cause) {
    return cause.toString().replaceAll("\\R\\s*", " ");
  }
}
