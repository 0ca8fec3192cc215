package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.TickCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongPredicate;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The commands in the order of their sequences, as far as they are known to be, or may be, on the
 * disk; and the rules their stamps keep.
 *
 * <p>Threading: one thread.
 */
final class Tape {
  private final List<Entry> entries = new ArrayList<>();

  /** The first commands again, as a tape of their own. */
  List<Entry> copyOf(long commands) {
    return entries.subList(0, Math.toIntExact(commands)).stream().map(Entry::copy).toList();
  }

  /** Goes on with another branch of history. */
  void become(List<Entry> others) {
    entries.clear();
    entries.addAll(others);
  }

  /**
   * Notes which commands are void, and forgets what came of all behind them.
   *
   * @param after a sequence up to which that cannot have changed
   * @return whether anything changed
   */
  boolean noteVoided(long after, LongPredicate isVoided) {
    boolean changed = false;
    for (Entry entry : entries.subList(Math.toIntExact(Math.min(after, last())), entries.size())) {
      boolean now = isVoided.test(entry.sequence);
      assertTrue(now || !entry.isVoidedForGood(), () -> "no longer void: " + entry);
      changed |= now != entry.isVoided();
      entry.voided(now);
      if (changed) {
        entry.forgetOutcome();
      }
    }
    return changed;
  }

  long last() {
    return entries.size();
  }

  Entry at(long sequence) {
    return entries.get(Math.toIntExact(sequence - 1));
  }

  List<Entry> entries() {
    return entries;
  }

  /** The last sequence whose submitter was told, or 0. */
  long lastAcknowledged() {
    for (long sequence = last(); sequence > 0; sequence--) {
      if (at(sequence).isAcknowledged()) {
        return sequence;
      }
    }
    return 0;
  }

  /** What time the first beat of the last start has: its CONFIG says so. */
  long originMicros() {
    for (long sequence = last(); sequence > 0; sequence--) {
      Entry entry = at(sequence);
      if (entry.type == RecordType.CONFIG) {
        return ConfigCommand.decode(new UnsafeBuffer(entry.body), 0, entry.body.length)
            .baseMicros();
      }
    }
    throw new AssertionError("an engine has started without a CONFIG");
  }

  /** Forgets what a crash has taken. */
  void cutAfter(long sequence) {
    assertTrue(
        sequence >= lastAcknowledged(),
        () -> "acknowledged through " + lastAcknowledged() + ", but lost behind " + sequence);
    assertTrue(
        sequence <= last(), () -> sequence + " commands were found, " + last() + " were journaled");
    while (last() > sequence) {
      entries.removeLast();
    }
  }

  /** Takes the next command. */
  void append(Entry entry, long wallMicros) {
    assertEquals(last() + 1, entry.sequence, "sequence");
    if (!entries.isEmpty()) {
      Entry before = entries.getLast();
      assertTrue(
          entry.timestampMicros >= before.timestampMicros,
          () -> "journal time goes back: " + before.timestampMicros + ", then " + entry);
      assertTrue(entry.tick >= before.tick, () -> "the tick goes back: " + before + ", " + entry);
      checkBeat(before, entry);
    }
    assertTrue(
        entry.timestampMicros >= wallMicros, () -> "journal time behind the clock: " + entry);
    entries.add(entry);
  }

  private void checkBeat(Entry before, Entry entry) {
    UnsafeBuffer body = new UnsafeBuffer(entry.body);
    if (entry.type == RecordType.CONFIG) {
      assertEquals(before.tick + 1, ConfigCommand.baseTick(body, 0), "the beat a run begins with");
    } else if (entry.type == RecordType.TICK) {
      long number = TickCommand.number(body, 0);
      long skipped = TickCommand.skipped(body, 0);
      assertEquals(number, entry.tick, "number of the tick");
      assertTrue(
          skipped >= 0 && number - 1 - skipped >= before.tick,
          () -> entry + " skips " + skipped + " behind " + before);
    }
  }
}
