package io.tactus.pipeline.apply;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.ApplyMode;
import io.tactus.pipeline.EngineHealth;
import io.tactus.pipeline.EngineStatus;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.pipeline.command.TickCommand;
import io.tactus.pipeline.journal.HashNotes;
import io.tactus.pipeline.journal.JournalHandler;
import io.tactus.pipeline.ring.CommandEvent;
import io.tactus.pipeline.ring.ReplyRing;
import io.tactus.storage.StateHashes;
import io.tactus.storage.Store;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The last stage: applies journaled commands, publishes a version at the end of the batch (or on
 * the beat), and only then shows changes and replies.
 *
 * <p>Never throws past itself: an error or a broken invariant halts the engine, and every command
 * after that is answered with {@link Outcome#OUTCOME_UNKNOWN}.
 *
 * <p>Threading: applying thread. Allocates nothing per command.
 */
public final class TickProcessor {
  private static final DirectBuffer NO_BODY = new UnsafeBuffer(new byte[0]);

  private final Store store;
  private final Applier applier;
  private final ApplyState state;
  private final JournalHandler journal;
  private final ReplyRings rings;
  private final ChangeLog changes;
  private final HashNotes hashNotes;
  private final ProcessorListener listener;
  private final EngineHealth health;
  private final ApplyMode mode;
  private final long hashEveryCommands;
  private final long framesReserve;
  private final ReplySink sink = this::onReply;

  private CommandEvent applying;
  private CommandEvent answered;
  private long sequence;
  private long tick;
  private long hashedSequence;
  private boolean unpublished;

  /** What a processor works with. */
  public record Parts(
      Store store,
      Applier applier,
      ApplyState state,
      JournalHandler journal,
      ReplyRings rings,
      ChangeLog changes,
      HashNotes hashNotes,
      ProcessorListener listener,
      EngineHealth health) {}

  /**
   * Creates the processor behind what recovery applied.
   *
   * @param hashEveryCommands how often to have the state hash noted, 0 for never
   * @param framesReserve publish in the middle of a batch if fewer frames are left
   */
  public TickProcessor(
      Parts parts, ApplyMode mode, long hashEveryCommands, long framesReserve, long lastSequence) {
    this.store = parts.store();
    this.applier = parts.applier();
    this.state = parts.state();
    this.journal = parts.journal();
    this.rings = parts.rings();
    this.changes = parts.changes();
    this.hashNotes = parts.hashNotes();
    this.listener = parts.listener();
    this.health = parts.health();
    this.mode = mode;
    this.hashEveryCommands = hashEveryCommands;
    this.framesReserve = framesReserve;
    this.sequence = lastSequence;
    this.hashedSequence = lastSequence - hashEveryCommands;
  }

  /** Takes the next command of the batch. */
  public void onCommand(CommandEvent event) {
    try {
      switch (event.state()) {
        case JOURNALED -> onJournaled(event);
        case REFUSED, ADMITTED -> unknown(event);
        case CONTROL -> event.control().onApply();
        case INVALID -> {}
      }
    } catch (Throwable e) {
      health.halted(e);
      answerUnlessAnswered(event);
    } finally {
      release(event);
    }
  }

  private void answerUnlessAnswered(CommandEvent event) {
    try {
      if (answered != event) {
        unknown(event);
      }
    } catch (Throwable e) {
      health.halted(e);
    }
  }

  private void release(CommandEvent event) {
    answered = null;
    try {
      event.release();
    } catch (Throwable e) {
      health.halted(e);
    }
  }

  private void onJournaled(CommandEvent event) {
    if (event.sequence() >= journal.failedFromSequence() || health.isHalted()) {
      unknown(event);
      return;
    }
    if (!unpublished && store.versions().availableFrames() < framesReserve) {
      store.versions().reclaim();
    }
    applying = event;
    applier.apply(
        event.sequence(),
        event.timestampMicros(),
        event.tick(),
        event.type(),
        event.schemaVersion(),
        event.caller(),
        event.body(),
        0,
        event.length(),
        sink);
    sequence = event.sequence();
    tick = event.tick();
    unpublished = true;
    if (event.type() == RecordType.TICK) {
      listener.onTick(TickCommand.number(event.body(), 0), TickCommand.skipped(event.body(), 0));
      if (mode == ApplyMode.TICK) {
        publish();
      }
    } else if (mode == ApplyMode.ARRIVAL && store.versions().availableFrames() < framesReserve) {
      publish();
    }
  }

  /** Publishes what the batch did and hands out the replies. */
  public void onBatchEnd() {
    try {
      // While it starts, fails or closes the engine waits for no beat.
      if (mode == ApplyMode.ARRIVAL || health.status() != EngineStatus.RUNNING) {
        publish();
      }
    } catch (Throwable e) {
      health.halted(e);
      rings.publishUnknown();
    }
  }

  /** Publishes now: at a start, and when the engine closes between two beats. */
  public void publish() {
    if (health.isHalted()) {
      rings.publishUnknown();
      return;
    }
    boolean news = unpublished;
    if (news) {
      unpublished = false;
      store.publish(sequence, tick, state.config().tickTimeMicros(tick));
    }
    // Before the replies: whoever has one finds what it tells of in the statistics.
    listener.onPublished(sequence);
    // Before the changes: an IO thread is handed the reply to a command before what it caused.
    rings.publish();
    if (news) {
      changes.publish(sequence);
      if (sequence - hashedSequence >= hashEveryCommands) {
        noteHash();
      }
    }
    listener.onReplied(sequence);
  }

  /**
   * Has the state hash noted as it is now, unless that was done. The first commands after a start
   * and the last ones before a close are noted too, so that every run can be compared.
   */
  public void noteHash() {
    if (hashEveryCommands > 0 && sequence > hashedSequence && !health.isHalted()) {
      hashedSequence = sequence;
      StateHashes hashes = store.hashes();
      hashNotes.offer(sequence, hashes.rows(), hashes.total());
    }
  }

  private void onReply(Outcome outcome, DirectBuffer body, int offset, int length) {
    listener.onApplied(applying, outcome);
    ReplyRing ring = applying.replies();
    if (ring != null) {
      ring.times(applying.admittedNs(), applying.takenNs(), applying.applyingNs());
      ring.put(
          outcome,
          applying.correlation(),
          applying.sequence(),
          applying.tick(),
          applying.reservedBytes(),
          body,
          offset,
          length);
    }
    answered = applying;
  }

  private static void unknown(CommandEvent event) {
    ReplyRing ring = event.replies();
    if (ring != null) {
      ring.put(
          Outcome.OUTCOME_UNKNOWN,
          event.correlation(),
          0,
          event.tick(),
          event.reservedBytes(),
          NO_BODY,
          0,
          0);
    }
  }

  /** The last command applied. */
  public long sequence() {
    return sequence;
  }
}
