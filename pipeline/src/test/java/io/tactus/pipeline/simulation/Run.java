package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.simulation.DiskOperation;
import io.tactus.pipeline.Admission;
import io.tactus.pipeline.EngineConfig;
import io.tactus.pipeline.EngineStatus;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.StepEngine;
import io.tactus.pipeline.Submitter;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.ring.CommandEvent;
import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.DirectBuffer;

/** One run of the engine, from its start to its end. Threading: one thread. */
final class Run {
  private static final int MOST_ROUNDS = 28;
  private static final int MOST_VIEWS = 5;

  /** More commands at once than the ring has room for. */
  private static final int FLOOD = 60;

  private static final int ROUNDS_AFTER_FAILURE = 3;

  private final Simulation game;
  private final Random random;
  private final EngineConfig config;
  private final WatchedDisk watched;
  private final Ending ending;
  private final Map<Long, Move> submitted = new HashMap<>();
  private final List<View> views = new ArrayList<>();
  private StepEngine engine;
  private Submitter submitter;
  private Beats beats;
  private long correlation;
  private boolean failed;
  private boolean closed;

  /** Whether no command waited in the ring before those of this round. */
  private boolean empty;

  private long pagesInUse;

  Run(Simulation game, EngineConfig config, WatchedDisk watched, Ending ending) {
    this.game = game;
    this.random = game.random();
    this.config = config;
    this.watched = watched;
    this.ending = ending;
  }

  void play() {
    game.source().nextRun();
    if (ending == Ending.CRASH_AT_START) {
      game.disk().crashAt(1 + random.nextInt(20));
    }
    if (!open()) {
      return;
    }
    try {
      submitter = engine.submitter(() -> {});
      beats = new Beats(engine, config, game.clock(), game.tape().originMicros());
      afterStep();
      if (!failed) {
        game.oracle().confirm();
        game.oracle().compare(engine.store());
      }
      rounds();
    } finally {
      game.backups().breakOff();
      pagesInUse = engine.store().statistics().logicalPages();
      end();
    }
  }

  private boolean open() {
    long before = game.clock().nanoTime();
    try {
      engine = StepEngine.open(config, watched.disk(), game.environment(this::onJournaled));
      assertEquals(before, game.clock().nanoTime());
      findVoided();
      return true;
    } catch (RuntimeException e) {
      game.trace().add("not opened: " + e);
      if (!watched.crashed() && watched.failures() == 0) {
        throw new AssertionError("refused to start: " + e, e);
      }
      game.coverage().count("start stopped by a fault");
      return false;
    }
  }

  /** What came behind a command that is void now has perhaps come to another end. */
  private void findVoided() {
    if (!config.voidSequences().isEmpty() && engine.engine().status() == EngineStatus.RUNNING) {
      game.audit(false);
      for (long sequence : config.voidSequences()) {
        assertTrue(game.tape().at(sequence).isVoided(), () -> "not void: " + sequence);
        game.coverage().count("void since a start");
      }
    }
  }

  private void rounds() {
    int rounds = 2 + random.nextInt(MOST_ROUNDS);
    int strikesAt = random.nextInt(rounds);
    int left = ROUNDS_AFTER_FAILURE;
    for (int round = 0; round < rounds && !watched.crashed() && left > 0; round++) {
      if (round == strikesAt) {
        strike();
      }
      round();
      left -= failed ? 1 : 0;
    }
  }

  private void strike() {
    int operation = 1 + random.nextInt(60);
    switch (ending) {
      case CRASH -> game.disk().crashAt(operation);
      case FAILURE -> game.disk().failAt(operation, "Input/output error");
      case FAILED_FORCE -> game.disk().failNext(DiskOperation.FORCE, "Input/output error");
      case DISK_FULL -> game.disk().capacityBytes(game.disk().usedBytes() + random.nextInt(4096));
      case CLOSED, POWER_OFF, CRASH_AT_START -> {}
    }
  }

  private void round() {
    beats.moveClock(random, game.coverage());
    int commands = random.nextInt(40) == 0 ? FLOOD : random.nextInt(6);
    if (random.nextInt(3) == 0) {
      changeSchema();
    }
    for (int i = 0; i < commands; i++) {
      View view =
          views.get(random.nextInt(6) == 0 ? random.nextInt(views.size()) : views.size() - 1);
      long sequence = game.tape().last() + 1;
      submit(game.source().any(view, engine.engine().procedures(), sequence));
    }
    engine.beat();
    beats.check(empty && commands < FLOOD && isWell());
    empty = false;
    engine.step(1 + random.nextInt(8));
    afterStep();
    if (random.nextInt(3) == 0) {
      emptyRing();
    }
    if (random.nextInt(25) == 0 && !failed) {
      var snapshot = engine.engine().snapshot();
      game.coverage().count(snapshot.isCompletedExceptionally() ? "snapshot failed" : "snapshot");
      afterStep();
    }
    if (random.nextInt(10) == 0 && isQuiet()) {
      game.oracle().compare(engine.store());
    }
    game.backups().round(engine.engine(), watched, isQuiet());
  }

  /** Changes the schema if nothing is on its way that could come in between. */
  private void changeSchema() {
    emptyRing();
    if (isQuiet()) {
      submit(game.source().schemaChange(views.getLast(), game.tape().last()));
    }
  }

  private void emptyRing() {
    while (!failed && engine.step(64) > 0) {
      afterStep();
    }
    empty = true;
  }

  /** Whether the engine may beat: nothing failed, and there is room. */
  private boolean isWell() {
    return !failed && watched.failures() == 0 && !watched.crashed() && ending != Ending.DISK_FULL;
  }

  private boolean isQuiet() {
    return !failed && isAllSettled();
  }

  private boolean isAllSettled() {
    return submitted.isEmpty() && game.oracle().settled() == game.tape().last();
  }

  private void submit(Submission submission) {
    if (submission == null) {
      return;
    }
    long number = ++correlation;
    Admission admission =
        submitter.trySubmit(
            submission.type(),
            submission.schemaVersion(),
            number % 5,
            number,
            submission.body(),
            0,
            submission.length(),
            number,
            submission.replyBytes());
    game.coverage().count("admission " + admission);
    game.trace().add("submit " + number + " " + admission + " " + submission.move());
    if (admission == Admission.ACCEPTED) {
      assertTrue(!failed, "a command is admitted after the journal has failed");
      submitted.put(number, submission.move());
    }
  }

  /** Is shown each command between journal and apply. */
  private void onJournaled(CommandEvent event) {
    if (event.state() != CommandEvent.State.JOURNALED) {
      return;
    }
    byte[] body = new byte[event.length()];
    event.body().getBytes(0, body);
    Move move =
        submitter == null || event.replies() == null ? null : submitted.get(event.correlation());
    Entry entry =
        new Entry(
            event.sequence(),
            event.timestampMicros(),
            event.tick(),
            event.type(),
            event.schemaVersion(),
            event.caller(),
            body,
            move);
    game.tape().append(entry, game.clock().wallMicros());
    game.trace().add("journal " + entry.sequence + " " + entry.timestampMicros + " " + entry.tick);
  }

  /** Takes the replies, finds out whether the journal still works, and follows with the model. */
  private void afterStep() {
    EngineStatus status = engine.engine().status();
    if (status == EngineStatus.RUNNING) {
      if (watched.journalFailure() == null) {
        game.tape().entries().forEach(Entry::kept);
      }
    } else {
      assertEquals(EngineStatus.FAILED, status, () -> "" + engine.engine().failure());
      assertTrue(mayFail(), () -> "failed by itself: " + engine.engine().failure());
      failed = true;
    }
    submitter.drain(this::onReply);
    if (failed) {
      game.coverage().count("round of a failed engine");
      return;
    }
    assertNull(watched.journalFailure(), "the journal failed, and the engine goes on");
    game.oracle().settle();
    if (isAllSettled()) {
      Catalog catalog = engine.store().versions().latest().catalog(Catalog.class);
      if (views.isEmpty() || views.getLast().store() != game.oracle().world().store) {
        views.add(new View(game.oracle().world().store, catalog));
      }
      if (views.size() > MOST_VIEWS) {
        views.removeFirst();
      }
    }
  }

  /** A disk that is nearly full is noticed before an operation fails. */
  private boolean mayFail() {
    return watched.crashed() || watched.failures() > 0 || ending == Ending.DISK_FULL;
  }

  private void onReply(
      long number,
      Outcome outcome,
      long sequence,
      long tick,
      DirectBuffer body,
      int at,
      int bytes) {
    Move move = submitted.remove(number);
    assertNotNull(move, () -> "a reply to nothing: " + number);
    game.trace().add("reply " + number + " " + outcome + " " + sequence);
    game.coverage().count("reply " + outcome);
    if (outcome == Outcome.OUTCOME_UNKNOWN) {
      assertTrue(failed, "an unknown outcome while all is well");
      return;
    }
    Entry entry = game.tape().at(sequence);
    assertEquals(move, entry.move, "the command that got the sequence");
    assertEquals(entry.tick, tick, "tick of the reply");
    Rejection rejection =
        outcome == Outcome.REJECTED ? ReplyDecoder.rejection(body, at, bytes) : null;
    if (rejection != null) {
      game.trace().add("refused " + rejection.getMessage());
    }
    entry.became(
        outcome,
        rejection == null ? null : rejection.code(),
        rejection == null ? -1 : rejection.failedIndex(),
        Entry.firstSequence(outcome, body, at, bytes));
    if (entry.firstSequence() > 0) {
      game.coverage().count("reply of the first time");
    }
    entry.acknowledge();
  }

  private void end() {
    if (watched.crashed() || ending == Ending.POWER_OFF || (failed && random.nextBoolean())) {
      engine.crash();
      return;
    }
    game.coverage().count(failed ? "failed engine closed" : "engine closed");
    try {
      engine.close();
      closed = true;
      afterClose();
    } catch (RuntimeException e) {
      game.trace().add("not closed: " + e);
      assertTrue(mayFail(), () -> "not closed: " + e);
    }
  }

  private void afterClose() {
    failed |= engine.engine().failure() != null;
    submitter.drain(this::onReply);
    assertEquals(Map.of(), submitted, "commands that were never answered");
    if (!failed) {
      game.tape().entries().forEach(Entry::kept);
      game.oracle().settle();
      assertEquals(game.tape().last(), game.oracle().settled(), "answered, but not settled");
    }
  }

  boolean isClosed() {
    return closed;
  }

  long pagesInUse() {
    return pagesInUse;
  }
}
