package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.Rejection;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.TableBuilder;
import io.tactus.storage.page.Page;
import io.tactus.storage.parallel.ParallelWorkers;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.transaction.Transaction;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Tables that fill and lose all their rows where memory and undo logs are so small that commands
 * are refused on the way: the same outcomes and pages whether a second thread helps or not, and
 * whether versions are published often or hardly ever.
 */
class EmptiedTableLimitsPropertyTest {
  private static final int COMMANDS = 100;

  private static final class Play implements AutoCloseable {
    private final CommandStore commands;
    private int refused;
    private int emptied;

    Play(long undoPages) {
      StoreConfig usual = StoreConfig.ofBytes(3 << 20, 5);
      commands = new CommandStore(usual.withMaxUndoBytes(undoPages * Page.SIZE_BYTES));
      for (String name : new String[] {"a", "b"}) {
        commands.create(
            TableBuilder.table(name)
                .field("id", "u64")
                .field("x", "u32")
                .nullable("note", "text")
                .ordered("by_x", "x")
                .hash("near_x", "x")
                .unique("by_both", "x", "id")
                .key("id"));
      }
    }

    /** One command; returns how it ended. */
    String command(long seed) {
      Random random = new Random(seed);
      Transaction transaction = commands.begin();
      StringBuilder outcome = new StringBuilder();
      long slots = slots();
      try {
        for (int i = random.nextInt(3); i >= 0; i--) {
          underSavepoint(transaction, random, outcome);
        }
        transaction.settleIndexes();
        transaction.commit(ChangeSink.NONE);
        emptied += slots() < slots ? 1 : 0;
      } catch (Rejection whole) {
        outcome.append(whole.code()).append(" for all");
        transaction.rollback();
        refused++;
      }
      return outcome.toString();
    }

    private void underSavepoint(Transaction transaction, Random random, StringBuilder outcome) {
      int savepoint = transaction.savepoint();
      boolean takeBack = random.nextInt(6) == 0;
      boolean goOn = random.nextBoolean();
      try {
        operation(transaction.table(random.nextBoolean() ? "a" : "b"), random);
        if (random.nextInt(6) == 0) {
          transaction.settleIndexes();
        }
      } catch (Rejection one) {
        outcome.append(one.code()).append(' ');
        refused++;
        if (!goOn) {
          throw one;
        }
        takeBack = true;
      }
      if (takeBack) {
        transaction.rollbackTo(savepoint);
      }
    }

    private void operation(Table table, Random random) {
      int kept = random.nextInt(4);
      if (kept > 1) {
        RowDraft draft = commands.draft;
        for (int i = random.nextInt(random.nextInt(5) == 0 ? 2500 : 200); i > 0; i--) {
          draft.reset(table.layout());
          draft.setLong(0, random.nextInt(1 << 20));
          draft.setLong(1, random.nextInt(50));
          if (random.nextInt(3) == 0) {
            draft.setString(2, "z".repeat(random.nextInt(300)));
          }
          table.insert(draft);
        }
        return;
      }
      ScanCursor cursor = new ScanCursor();
      table.scan(cursor);
      while (cursor.next()) {
        if (random.nextInt(8) >= kept) {
          table.deleteAt(cursor.slot(), 0);
        }
      }
    }

    private long slots() {
      return commands.table("a").slotCount() + commands.table("b").slotCount();
    }

    long publish() {
      return commands.publishAudited().logicalPages();
    }

    @Override
    public void close() {
      commands.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"10, 40", "4, 100", "5, 4000"})
  void shouldEndAlikeWithAndWithoutHelp(long seed, long undoPages) {
    Random random = new Random(seed);
    try (Play alone = new Play(undoPages);
        Play helped = new Play(undoPages);
        ParallelWorkers workers = new ParallelWorkers(1)) {
      helped.commands.store().helpedBy(workers);
      for (int i = 0; i < COMMANDS; i++) {
        long command = random.nextLong();
        String at = "seed " + seed + ", command " + i;
        assertEquals(alone.command(command), helped.command(command), at);
        assertEquals(alone.commands.hashes(), helped.commands.hashes(), at);
        assertEquals(alone.slots(), helped.slots(), at);
        alone.publish();
        if (i % 10 == 0) {
          assertEquals(alone.publish(), helped.publish(), at);
        }
      }
      assertTrue(alone.refused > 5 && alone.emptied > 5, alone.refused + " " + alone.emptied);
    }
  }
}
