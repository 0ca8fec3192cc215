package io.tactus.pipeline.recovery;

import io.tactus.journal.JournalScan;
import io.tactus.journal.RecordVisitor;
import io.tactus.journal.inspect.JournalVerifier;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.pipeline.command.ConfigCommand;

/**
 * Refuses what a recovery would refuse to apply, on the way of a verification. Stateless.
 *
 * <p>Throws {@link OtherSemantics}.
 */
public final class SemanticsCheck implements JournalVerifier.Contents {

  @Override
  public void onSnapshot(String file, SnapshotMeta meta) {
    OtherSemantics.refuse(file, meta.sequence(), meta.semanticsVersion());
  }

  @Override
  public RecordVisitor records(JournalScan scan) {
    return (header, body, offset) -> {
      long sequence = header.sequence();
      if (header.type() == RecordType.CONFIG && !scan.isVoided(sequence)) {
        int semantics = ConfigCommand.semanticsVersion(body, offset, header.bodyLength());
        OtherSemantics.refuse(scan.fileOf(sequence), sequence, semantics);
      }
    };
  }
}
