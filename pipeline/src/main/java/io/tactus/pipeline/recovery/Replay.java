package io.tactus.pipeline.recovery;

import io.tactus.journal.Journal;
import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalReader;
import io.tactus.journal.JournalScan;
import io.tactus.journal.RecordVisitor;
import io.tactus.journal.file.Disk;
import io.tactus.journal.record.RecordHeader;
import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.Unreplayable;
import io.tactus.pipeline.apply.Applier;
import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.storage.Store;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.page.FramesExhausted;
import java.util.List;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * The state of a data folder at some sequence, and the way forward from there, command by command.
 * Recovery runs it to the end and goes on with its store; a replay steps it.
 *
 * <p>Only reads. Threading: one thread.
 */
public final class Replay implements AutoCloseable {
  private static final long PROGRESS_COMMANDS = 1_000;

  /** So many records are looked through for keys before the first of them is applied. */
  private static final int RECORDS_AHEAD = LookAhead.KEYS;

  private final JournalScan scan;
  private final Voiding voiding;
  private final JournalReader reader;
  private final ReplayParts parts;
  private final List<PassedOver> passedOver;
  private StartingPoint point;
  private Applier applier;
  private long sequence;
  private long timestampMicros;
  private long tick;
  private long hashesCompared;
  private long firstDivergence;
  private boolean readerAhead;
  private int lookedAhead;
  private final RecordVisitor upcoming =
      (header, body, offset) ->
          applier.addUpcoming(header.type(), body, offset, header.bodyLength());

  private Replay(Beginning beginning, ReplayParts parts, Voiding voiding) {
    this.scan = beginning.scan().voiding(voiding.sequences());
    this.voiding = voiding;
    this.parts = parts;
    this.point = beginning.point();
    this.passedOver = beginning.passedOver();
    this.sequence = point.sequence();
    this.timestampMicros = point.timestampMicros();
    this.tick = point.tick();
    this.reader = scan.reader(sequence + 1);
    if (!point.isEmpty()) {
      applier = newApplier();
    }
  }

  /**
   * Opens a history at the newest good snapshot at or before a sequence, or before the first
   * command.
   *
   * @throws JournalDamage if the folder is damaged, or snapshot and journal are not of one history
   */
  public static Replay open(Disk disk, long atMostSequence, ReplayParts parts) {
    return open(disk, atMostSequence, parts, Voiding.NONE);
  }

  /**
   * As above, and leaves out commands that are to be voided, as if they were already.
   *
   * @throws IllegalArgumentException if one of them cannot be voided
   */
  public static Replay open(Disk disk, long atMostSequence, ReplayParts parts, Voiding voiding) {
    Beginning beginning = Beginning.find(disk, atMostSequence, parts);
    try {
      Voiding fresh =
          voiding.checkedAgainst(disk, beginning.scan(), beginning.point().startSequence());
      return new Replay(beginning, parts, fresh);
    } catch (RuntimeException | Error e) {
      beginning.point().close();
      throw e;
    }
  }

  private Applier newApplier() {
    return new Applier(point.state(), parts.plugins(), parts.commits(), parts.refusals());
  }

  /** Applies the next command; false at the end. Voided ones count as applied, and do nothing. */
  public boolean step() {
    if (!readAhead()) {
      return false;
    }
    readerAhead = false;
    lookAhead();
    RecordHeader header = reader.header();
    sequence = header.sequence();
    timestampMicros = Math.max(timestampMicros, header.timestampMicros());
    tick = header.tick();
    if (!scan.isVoided(sequence)) {
      applyOrStop(header);
    }
    compareHash();
    publishIfFramesRunLow();
    return true;
  }

  private boolean readAhead() {
    while (!readerAhead) {
      if (!reader.next()) {
        return false;
      }
      RecordHeader header = reader.header();
      readerAhead = RecordType.isCommand(header.type()) && header.sequence() > sequence;
    }
    return true;
  }

  private void lookAhead() {
    if (lookedAhead > 0) {
      lookedAhead--;
    } else if (applier != null) {
      reader.peek(RECORDS_AHEAD, upcoming);
      applier.readUpcoming();
      lookedAhead = RECORDS_AHEAD - 1;
    }
  }

  private void applyOrStop(RecordHeader header) {
    try {
      apply(header, parts.replies());
    } catch (JournalDamage | Unreplayable | FramesExhausted e) {
      // They say themselves what to do, and it is not to leave the command out.
      throw e;
    } catch (RuntimeException | Error e) {
      if (header.type() == RecordType.CONFIG || header.type() == RecordType.PLUGIN) {
        throw e; // What follows was decided by them.
      }
      throw new RecoveryStopped(scan.fileOf(sequence), sequence, header.type(), voiding, e);
    }
  }

  private void apply(RecordHeader header, ReplySink sink) {
    DirectBuffer body = reader.body();
    int offset = reader.bodyOffset();
    int length = header.bodyLength();
    if (header.type() == RecordType.CONFIG) {
      int semantics = ConfigCommand.semanticsVersion(body, offset, length);
      OtherSemantics.refuse(scan.fileOf(sequence), sequence, semantics);
    }
    if (applier == null) {
      if (header.type() != RecordType.CONFIG) {
        throw new JournalDamage(
            scan.fileOf(sequence),
            reader.position(),
            sequence,
            "a history begins with its settings, not with a " + RecordType.name(header.type()),
            "If its first command is voided, nothing in this folder can replay it: restore a backup"
                + " taken before that.");
      }
      beginWith(ConfigCommand.decode(body, offset, length));
    }
    applier.apply(
        sequence,
        header.timestampMicros(),
        tick,
        header.type(),
        header.schemaVersion(),
        header.caller(),
        body,
        offset,
        length,
        sink);
  }

  /** Begins an empty state with the settings that the first command of its history will name. */
  public void beginWith(ConfigCommand config) {
    point = point.begin(config, parts);
    applier = newApplier();
  }

  /**
   * What a batch has replaced comes back only with the next publication. Decides no outcome, so it
   * may happen at any command.
   */
  private void publishIfFramesRunLow() {
    if (point.store() != null && point.store().framesRunLow()) {
      publish();
    }
  }

  private void compareHash() {
    long noted = scan.hashAfter(sequence);
    if (noted != JournalScan.NO_HASH && point.store() != null) {
      hashesCompared++;
      if (point.store().hashes().total() != noted && firstDivergence == 0) {
        firstDivergence = sequence;
      }
    }
  }

  /** Applies everything up to a sequence, that one included, and publishes the state. */
  public void runTo(long lastSequence, ProgressListener progress) {
    long begun = sequence;
    long commands = Math.max(0, Math.min(lastSequence, scan.lastSequence()) - begun);
    progress.onProgress(ProgressListener.Stage.JOURNAL, 0, commands);
    while (sequence < lastSequence && step()) {
      if ((sequence - begun) % PROGRESS_COMMANDS == 0) {
        progress.onProgress(ProgressListener.Stage.JOURNAL, sequence - begun, commands);
      }
    }
    progress.onProgress(ProgressListener.Stage.JOURNAL, sequence - begun, commands);
    publish();
  }

  /** Publishes the state as it now is. */
  public void publish() {
    if (point.store() != null) {
      point.store().publish(sequence, tick, tickTimeMicros());
    }
  }

  /** The tick the next command belongs to, or empty at the end. */
  public Optional<RecordHeader> peek() {
    return readAhead() ? Optional.of(reader.header()) : Optional.empty();
  }

  public JournalScan scan() {
    return scan;
  }

  /** The store, or null before the first command of a history. */
  public Store store() {
    return point.store();
  }

  /** The state besides the pages, or null before the first command of a history. */
  public ApplyState state() {
    return point.state();
  }

  /** The sequence it began behind: the snapshot's, or 0. */
  public long startSequence() {
    return point.startSequence();
  }

  /** Snapshots that were passed over for an older beginning. */
  public List<PassedOver> passedOver() {
    return passedOver;
  }

  /** The last command applied. */
  public long sequence() {
    return sequence;
  }

  public long timestampMicros() {
    return timestampMicros;
  }

  public long tick() {
    return tick;
  }

  /** The time of the tick, 0 before the first command of a history. */
  public long tickTimeMicros() {
    return point.state() == null ? 0 : point.state().config().tickTimeMicros(tick);
  }

  public long hashesCompared() {
    return hashesCompared;
  }

  /** The first sequence after which the state is not what the journal notes, or 0. */
  public long firstDivergence() {
    return firstDivergence;
  }

  /**
   * Refuses a state that is not the recorded one.
   *
   * @throws StateDiverged if a hash compared so far was another
   */
  public void checkAgrees() {
    if (firstDivergence != 0) {
      throw new StateDiverged(scan.fileOf(firstDivergence), firstDivergence);
    }
  }

  /**
   * Whether commands were left out that are not void yet: somebody may have seen what they did, so
   * what follows is another branch of the history.
   */
  public boolean leavesOut() {
    return !voiding.sequences().isEmpty();
  }

  /** Writes and forces that what was left out as if it were void is void from now on. */
  public void noteVoided(Journal journal) {
    voiding.noteIn(journal, scan);
  }

  /** Ends the reading; the store stays, for whoever goes on with it. */
  public void closeReader() {
    reader.close();
  }

  @Override
  public void close() {
    reader.close();
    point.close();
  }
}
