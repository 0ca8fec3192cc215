package io.tactus.pipeline.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.pipeline.Outcome;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.model.RowWrite;
import io.tactus.storage.model.RowWrite.Kind;
import java.util.EnumSet;
import java.util.Set;

/**
 * A command with an idempotency key: it is done the first time it is not refused, and answered like
 * that time from then on, until its key expires.
 *
 * @param key the key
 * @param request tells requests with one key from another
 * @param within what is to be done once
 */
record OnceMove(long key, long request, Move within) implements Move {

  @Override
  public Judgement judge(World before, Entry entry) {
    KeptReply kept = before.kept(key);
    World start = before;
    if (kept != null && kept.expiresMicros() > entry.timestampMicros) {
      if (kept.request() != request) {
        return new Judgement(EnumSet.of(RejectionCode.INVALID_VALUE), -1, before);
      }
      assertFirst(kept.sequence(), entry);
      return new Judgement(Set.of(), -1, before.copy());
    }
    if (kept != null) {
      start = before.copy();
      start.forgetKeptUpTo(kept.number());
    }
    Judgement first = within.judge(start, entry);
    if (!first.refused().isEmpty()) {
      return new Judgement(first.refused(), first.failedIndex(), before);
    }
    assertFirst(0, entry);
    first.after().keep(key, request, entry.sequence, entry.timestampMicros);
    return first;
  }

  boolean changesRowsByFilter() {
    return within instanceof BatchMove batch
        && batch.operations().stream()
            .anyMatch(o -> o instanceof RowWrite write && write.kind() == Kind.UPDATE_WHERE);
  }

  private static void assertFirst(long sequence, Entry entry) {
    if (entry.outcome() == Outcome.APPLIED && entry.firstSequence() != Entry.NOT_TOLD) {
      assertEquals(sequence, entry.firstSequence(), () -> "sequence of the first time: " + entry);
    }
  }

  @Override
  public String toString() {
    return "ONCE " + key + "/" + request + " " + within;
  }
}
