package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.TickCommand;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.model.Comparison;
import io.tactus.storage.model.ModelTable;
import io.tactus.storage.model.QueryComparison;
import io.tactus.storage.model.TableView;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Knows what must have come of the commands on the tape, and compares it with what has.
 *
 * <p>Threading: one thread.
 */
final class Oracle implements AutoCloseable {
  /**
   * Where memory, work or room for results ends is the engine's own business: the model cannot
   * foresee it.
   */
  private static final Set<RejectionCode> LIMITS =
      EnumSet.of(
          RejectionCode.MEMORY_LIMIT, RejectionCode.WORK_BUDGET, RejectionCode.RESULT_TOO_LARGE);

  private final Tape tape;
  private final Coverage coverage;
  private final Comparison comparison = new Comparison();
  private final QueryComparison queries = new QueryComparison();
  private final World world = new World();
  private long settled;
  private long confirmedSequence;
  private long counted;

  /** What is thought through a second time does not count twice. */
  private Coverage counting;

  Oracle(Tape tape, Coverage coverage) {
    this.tape = tape;
    this.coverage = coverage;
    this.counting = coverage;
  }

  /** The world after the last command whose outcome is certain. */
  World world() {
    return world;
  }

  /** The last command whose outcome is certain. */
  long settled() {
    return settled;
  }

  /** What is settled by now is on the disk for good: the engine has started with it. */
  void confirm() {
    confirmedSequence = settled;
    tape.entries().forEach(Entry::voidedForGood);
  }

  /** Follows the tape from its beginning: it tells another history than before. */
  void followAnew() {
    counted = Math.min(counted, tape.last());
    confirmedSequence = Math.min(confirmedSequence, tape.last());
    settled = 0;
    world.become(new World());
    settle();
  }

  /**
   * Goes back to what is certain if the tape was cut. Commands that nobody was told of may be there
   * after one crash and gone after the next, as long as no engine has started with them.
   */
  void follow() {
    if (settled > tape.last()) {
      assertTrue(confirmedSequence <= tape.last(), () -> "lost behind " + tape.last());
      followAnew();
      coverage.count("found once, lost later");
    }
  }

  /** Follows the tape as far as outcomes are certain. */
  void settle() {
    while (settled < tape.last() && tape.at(settled + 1).isSettled()) {
      settled++;
      counting = settled > counted ? coverage : new Coverage();
      counted = Math.max(counted, settled);
      Entry entry = tape.at(settled);
      if (entry.isVoided()) {
        continue;
      }
      if (entry.move != null) {
        settle(entry);
      } else {
        settleOwn(entry);
      }
    }
  }

  private void settle(Entry entry) {
    Move.Judgement judgement = entry.move.judge(world, entry);
    String what = entry.move instanceof SchemaMove ? "schema change" : "batch";
    if (entry.outcome() == Outcome.APPLIED) {
      assertEquals(Set.of(), judgement.refused(), () -> "was applied: " + entry);
      world.become(judgement.after());
      counting.count(what + " applied");
      return;
    }
    RejectionCode code = entry.code();
    counting.count(what + " refused: " + code);
    if (!judgement.refused().contains(code)) {
      assertTrue(
          LIMITS.contains(code),
          () -> "expected " + judgement.refused() + ", was " + entry.verdict() + ": " + entry);
      counting.count("limit met: " + code);
    } else if (judgement.failedIndex() >= 0) {
      int foreseen = judgement.failedIndex();
      int found = entry.failedIndex();
      // A limit the model foresees in one operation may be met by the work of those before it.
      assertTrue(
          found == foreseen || (LIMITS.contains(code) && found >= 0 && found < foreseen),
          () -> "failedIndex " + found + ", not " + foreseen + " (" + code + "): " + entry);
    }
  }

  /** Commands of the engine's own, for which nobody waits. */
  private void settleOwn(Entry entry) {
    UnsafeBuffer body = new UnsafeBuffer(entry.body);
    switch (entry.type) {
      case RecordType.CONFIG -> world.configure(ConfigCommand.decode(body, 0, body.capacity()));
      case RecordType.SCHEMA -> ensureAccounts();
      case RecordType.TICK -> {
        long skipped = TickCommand.skipped(body, 0);
        counting.count("tick");
        counting.count(skipped > 0 ? "tick that skips" : "tick that skips none");
        World after = world.copy();
        BankModel.tick(after, TickCommand.number(body, 0), skipped, entry.sequence, counting);
        world.become(after);
      }
      default -> {}
    }
  }

  private void ensureAccounts() {
    if (!world.store.tables.containsKey("accounts")) {
      World after = world.copy();
      ModelTable accounts = BankModel.accounts(++after.store.lastTableId);
      after.store.tables.put(accounts.name, accounts);
      after.store.schemaVersion++;
      after.store.resolveAll();
      world.become(after);
    }
  }

  /** Compares the state an engine works on with the world, all of it. */
  void compare(Store store) {
    coverage.count("comparison of everything");
    // The last command's budget is not for whoever compares.
    store.transaction().budget().reset(Long.MAX_VALUE);
    comparison.check(world.store, store.catalog(), meta -> TableView.of(store.table(meta.id())));
    assertEquals(
        world.waiting(), store.table("_schedule").rowCount(), "calls that wait for their tick");
    assertEquals(
        world.keptReplies(), store.table("_idempotency").rowCount(), "replies that are kept");
    query(store);
  }

  /** Asks the published version, if it is what the engine works on. */
  private void query(Store store) {
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      if (Store.hashes(version).total() == store.hashes().total()) {
        Random random = new Random(settled);
        coverage.add("queries compared", queries.check(world.store, version, random));
      }
    }
  }

  @Override
  public void close() {
    comparison.close();
  }
}
