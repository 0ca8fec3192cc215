package io.tactus.pipeline.journal;

import io.tactus.journal.Journal;
import io.tactus.journal.record.HashRecord;
import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.EngineClock;
import io.tactus.pipeline.EngineHealth;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.TickCommand;
import io.tactus.pipeline.ring.CommandEvent;
import java.util.function.LongSupplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gives every command its sequence, time and tick, appends it to the journal, and commits once per
 * batch.
 *
 * <p>Never throws past itself. When the journal fails, {@link #failedFromSequence()} says from
 * which command on nothing is certain; every later command is refused, and nothing is retried.
 *
 * <p>Threading: journal thread, except {@link #failedFromSequence()}, {@link #lastTick()} and
 * {@link #condemn} (any thread).
 */
public final class JournalHandler {
  private static final long NEVER = Long.MAX_VALUE;

  private final Journal journal;
  private final EngineClock clock;
  private final LongSupplier announcedTick;
  private final HashNotes notes;
  private final EngineHealth health;
  private final UnsafeBuffer noteBody = new UnsafeBuffer(new byte[HashRecord.SIZE_BYTES]);

  private long sequence;
  private long timestampMicros;
  private long batchStartSequence;
  private boolean batchOpen;
  private volatile long tick;
  private volatile long failedFromSequence = NEVER;
  private volatile Throwable condemned;

  /**
   * Creates the handler behind what recovery found.
   *
   * @param announcedTick the number of the latest idle beat
   * @param notes hashes to be noted in the journal
   */
  public JournalHandler(
      Journal journal,
      EngineClock clock,
      LongSupplier announcedTick,
      HashNotes notes,
      EngineHealth health,
      long lastTimestampMicros,
      long lastTick) {
    this.journal = journal;
    this.clock = clock;
    this.announcedTick = announcedTick;
    this.notes = notes;
    this.health = health;
    this.sequence = journal.lastSequence();
    this.timestampMicros = lastTimestampMicros;
    this.tick = lastTick;
  }

  /** Takes the next command of the batch. */
  public void onCommand(CommandEvent event) {
    checkCondemned();
    if (failedFromSequence != NEVER || health.isHalted()) {
      event.refused();
      return;
    }
    try {
      beginBatch();
      long eventTick = nextTick(event);
      journal.append(
          event.type(),
          sequence + 1,
          timestampMicros,
          eventTick,
          event.schemaVersion(),
          event.caller(),
          event.requestId(),
          event.body(),
          0,
          event.length());
      sequence++;
      tick = eventTick;
      event.journaled(sequence, timestampMicros, eventTick);
    } catch (Throwable e) {
      fail(e);
      event.refused();
    }
  }

  /**
   * Commits the batch: afterwards its commands are as durable as configured, or the engine failed.
   */
  public void onBatchEnd() {
    checkCondemned();
    if (failedFromSequence != NEVER || !batchOpen) {
      return;
    }
    try {
      appendNote();
      journal.commit(true);
      batchOpen = false;
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Commits a note left behind by the last batch, when no command will follow to carry it. */
  public void commitLastNote() {
    if (failedFromSequence != NEVER || health.isHalted()) {
      return;
    }
    try {
      if (appendNote()) {
        journal.commit(true);
      }
    } catch (Throwable e) {
      batchStartSequence = sequence + 1;
      fail(e);
    }
  }

  private boolean appendNote() {
    if (!notes.take()) {
      return false;
    }
    HashRecord.encode(noteBody, 0, notes.takenRows(), notes.takenHash());
    journal.append(
        RecordType.HASH,
        notes.takenSequence(),
        timestampMicros,
        tick,
        0,
        0,
        0,
        noteBody,
        0,
        HashRecord.SIZE_BYTES);
    return true;
  }

  /**
   * Stops the journal for good, though it reports no error: what it writes would be lost. Takes
   * effect before the next batch is answered.
   */
  public void condemn(Throwable cause) {
    condemned = cause;
    health.failed(cause);
  }

  private void checkCondemned() {
    Throwable cause = condemned;
    if (cause != null && failedFromSequence == NEVER) {
      fail(cause);
    }
  }

  /** Forces everything committed, whatever the durability; false if the journal has failed. */
  public boolean force() {
    checkCondemned();
    if (failedFromSequence != NEVER) {
      return false;
    }
    try {
      journal.force();
      return true;
    } catch (Throwable e) {
      batchStartSequence = sequence + 1;
      fail(e);
      return false;
    }
  }

  /** The first sequence that may be lost, or {@link Long#MAX_VALUE} while all is well. */
  public long failedFromSequence() {
    return failedFromSequence;
  }

  /** The tick of the last command stamped. */
  public long lastTick() {
    return tick;
  }

  private void beginBatch() {
    if (!batchOpen) {
      batchOpen = true;
      batchStartSequence = sequence + 1;
      timestampMicros = Math.max(timestampMicros, clock.wallMicros());
    }
  }

  private long nextTick(CommandEvent event) {
    return switch (event.type()) {
      case RecordType.TICK -> TickCommand.number(event.body(), 0);
      case RecordType.CONFIG -> ConfigCommand.baseTick(event.body(), 0);
      default -> Math.max(tick, announcedTick.getAsLong());
    };
  }

  private void fail(Throwable e) {
    failedFromSequence = batchOpen ? batchStartSequence : sequence + 1;
    health.failed(e);
  }
}
