package io.tactus.storage.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.page.Page;
import java.lang.foreign.Arena;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Building a tree from unsorted entries: all of them arrive, in runs of bounded size. */
class EntryRunTest {

  @Test
  void shouldPutEveryEntryIntoTheTreeInRunsOfBoundedSize() {
    for (int entryBytes : new int[] {8, 12, 44}) {
      for (int maxBytes : new int[] {entryBytes, 1000 * entryBytes, EntryRun.MAX_BYTES}) {
        TreeFigures figures = build(entryBytes, maxBytes);
        if (maxBytes == EntryRun.MAX_BYTES) {
          assertTrue(figures.fill() > 0.98, entryBytes + " bytes in one run: " + figures);
        }
      }
    }
  }

  private static TreeFigures build(int entryBytes, int maxBytes) {
    Random random = new Random(entryBytes);
    NavigableSet<Long> model = new TreeSet<>();
    try (Arena arena = Arena.ofConfined();
        TreeWorld world = new TreeWorld(entryBytes);
        EntryRun run = new EntryRun(world.tree, entryBytes, 20_000, maxBytes)) {
      long entry = arena.allocate(Page.SIZE_BYTES).address();
      for (int i = 0; i < 20_000; i++) {
        long number = random.nextInt(1 << 28);
        if (model.add(number)) {
          world.encode(number, entry);
          run.add(entry);
        }
      }
      run.flush();
      TreeFigures figures = world.audit();
      assertEquals(model.size(), figures.entries());
      TreeCursor cursor = world.walk(0, 1L << 28, false);
      for (long expected : model) {
        assertTrue(cursor.next());
        assertEquals(expected, world.decode(cursor.entry()));
      }
      return figures;
    }
  }
}
