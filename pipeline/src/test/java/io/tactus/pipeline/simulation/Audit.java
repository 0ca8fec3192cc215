package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.JournalScan;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.journal.snapshot.SnapshotFolder;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.apply.CommitListener;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.plugin.PluginSource;
import io.tactus.pipeline.plugin.PluginStore;
import io.tactus.pipeline.recovery.Replay;
import io.tactus.pipeline.recovery.ReplayParts;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Looks at a disk nobody is using: what is there must be what was submitted, nothing more, in
 * order, at least as far as it was acknowledged; and every way of replaying it must lead to one
 * state.
 *
 * <p>Threading: one thread.
 */
final class Audit {
  static final List<PluginSource> PLUGINS = List.of(new PluginSource.BuiltIn(new BankPlugin()));

  private final Disk disk;
  private final Tape tape;
  private final Oracle oracle;
  private final Coverage coverage;

  private Outcome outcome;
  private RejectionCode code;
  private int failedIndex;
  private long firstSequence;

  Audit(Disk disk, Tape tape, Oracle oracle, Coverage coverage) {
    this.disk = disk;
    this.tape = tape;
    this.oracle = oracle;
    this.coverage = coverage;
  }

  /**
   * Cuts the tape to what is there, and finds out by a replay what became of commands whose
   * submitters were told nothing.
   *
   * @param thorough whether to replay from every snapshot there is, and even if all is known
   */
  void run(boolean thorough) {
    List<SnapshotInfo> snapshots = new SnapshotFolder(disk).list();
    long newest = snapshots.isEmpty() ? 0 : snapshots.getFirst().sequence();
    JournalScan scan = JournalScan.scan(disk, newest + 1);
    assertTrue(scan.lastSequence() >= newest, () -> "a snapshot knows more than the journal");
    tape.cutAfter(scan.lastSequence());
    oracle.follow();
    scan.tornTail().ifPresent(tail -> coverage.count("torn tail cut"));
    coverage.count(scan.closedCleanly() ? "journal closed cleanly" : "journal not closed");
    scan.forEach(0, this::compare);
    if (tape.noteVoided(newest, scan::isVoided)) {
      coverage.count("history without a command");
      oracle.followAnew();
    }
    if (tape.last() == 0) {
      return;
    }
    tape.entries().forEach(Entry::kept);
    oracle.settle();
    if (thorough || oracle.settled() < tape.last()) {
      replay();
    }
    assertEquals(tape.last(), oracle.settled(), "commands whose outcome is known");
    if (thorough) {
      long hash = hashFrom(Long.MAX_VALUE);
      for (SnapshotInfo snapshot : snapshots) {
        assertEquals(hash, hashFrom(snapshot.sequence()), () -> "replay from " + snapshot);
        coverage.count("replay from a snapshot");
      }
    }
  }

  /** A record must be the command that got its sequence. */
  private void compare(RecordHeader header, DirectBuffer body, int offset) {
    if (!RecordType.isCommand(header.type())) {
      return;
    }
    assertTrue(header.sequence() <= tape.last(), () -> "unknown sequence " + header.sequence());
    Entry entry = tape.at(header.sequence());
    byte[] bytes = new byte[header.bodyLength()];
    body.getBytes(offset, bytes);
    assertArrayEquals(entry.body, bytes, () -> "body of " + entry);
    assertEquals(
        List.of(entry.type, entry.timestampMicros, entry.tick, entry.schemaVersion, entry.caller),
        List.of(
            header.type(),
            header.timestampMicros(),
            header.tick(),
            header.schemaVersion(),
            header.caller()),
        () -> "stamps of " + entry);
  }

  /** Every command comes to the same end again. */
  private void replay() {
    PluginStore plugins = new PluginStore(disk).withBuiltIn(PLUGINS);
    try (ReplaySession session =
        ReplaySession.open(disk, plugins, CommitListener.NONE, this::onReply)) {
      coverage.count(session.firstSequence() == 0 ? "replay from scratch" : "replay of a tail");
      while (session.step()) {
        Entry entry = tape.at(session.sequence());
        if (entry.isVoided()) {
          continue;
        }
        if (entry.move != null && entry.outcome() != null) {
          String before = entry.verdict();
          entry.became(outcome, code, failedIndex, firstSequence);
          assertEquals(before, entry.verdict(), () -> "outcome of a replay of " + entry);
        }
        entry.became(outcome, code, failedIndex, firstSequence);
      }
      assertEquals(tape.last(), session.lastSequence(), "the end of the history");
      assertEquals(0, session.firstDivergence(), "the first divergence");
      coverage.add("hashes compared by replays", session.hashesCompared());
      oracle.settle();
      oracle.compare(session.store());
    }
  }

  private void onReply(Outcome newOutcome, DirectBuffer body, int offset, int length) {
    Rejection rejection =
        newOutcome == Outcome.REJECTED ? ReplyDecoder.rejection(body, offset, length) : null;
    outcome = newOutcome;
    code = rejection == null ? null : rejection.code();
    failedIndex = rejection == null ? -1 : rejection.failedIndex();
    firstSequence = Entry.firstSequence(newOutcome, body, offset, length);
  }

  private long hashFrom(long snapshot) {
    PluginStore plugins = new PluginStore(disk).withBuiltIn(PLUGINS);
    try (Replay replay = Replay.open(disk, snapshot, ReplayParts.of(0, plugins))) {
      replay.runTo(Long.MAX_VALUE, ProgressListener.SILENT);
      assertEquals(tape.last(), replay.sequence(), () -> "the end, from snapshot " + snapshot);
      return replay.store().hashes().total();
    }
  }
}
