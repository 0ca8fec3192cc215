package io.tactus.storage.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/**
 * Readers loop over pages that the writer always changes together: any torn, stale or reused frame
 * shows as two pages that differ.
 */
class ConcurrentReadersTest {

  private static final int PAGES = 40;
  private static final int BATCHES = Integer.getInteger("tactus.concurrentBatches", 30_000);

  /** What the readers of one run saw. */
  private static final class Sight {
    final AtomicBoolean stop = new AtomicBoolean();
    final AtomicLong pins = new AtomicLong();
    final AtomicReference<String> wrong = new AtomicReference<>();
  }

  private static void readUntilStopped(Versions versions, int area, Sight sight) {
    long last = -1;
    try (Reader reader = versions.register()) {
      AreaView view = new AreaView();
      while (!sight.stop.get() && sight.wrong.get() == null) {
        Version version = reader.pin();
        view.bind(version, area);
        long expected = version.sequence();
        for (int page = 0; page < PAGES; page++) {
          long address = view.address(page);
          long head = Memory.getLong(address);
          long tail = Memory.getLong(address + Page.SIZE_BYTES - 8);
          if (head != expected || tail != expected) {
            sight.wrong.set("page " + page + " of " + expected + ": " + head + ", " + tail);
          }
        }
        if (expected < last) {
          sight.wrong.set("went back from " + last + " to " + expected);
        }
        last = expected;
        reader.unpin();
        sight.pins.incrementAndGet();
      }
    } catch (RuntimeException | Error e) {
      sight.wrong.compareAndSet(null, e.toString());
    }
  }

  private static void write(PageWorld world, int area, long sequence) {
    PageSpace space = world.space;
    long mark = space.mark();
    for (int page = 0; page < PAGES; page++) {
      space.putLong(area, page, 0, -sequence);
    }
    space.appendPage(area);
    space.rollbackTo(mark);
    for (int page = 0; page < PAGES; page++) {
      space.putLong(area, page, 0, sequence);
      space.putLong(area, page, Page.SIZE_BYTES - 8, sequence);
    }
    space.commit();
    world.versions.publish(sequence, 0, 0, "catalog");
  }

  /** Creates an area of zeroed pages and publishes it. */
  private static int filled(PageWorld world) {
    int area = world.space.createArea();
    for (int page = 0; page < PAGES; page++) {
      world.space.appendPage(area);
    }
    world.space.commit();
    world.versions.publish(0, 0, 0, "catalog");
    return area;
  }

  private static Sight run(PageWorld world, int readers) throws InterruptedException {
    int area = filled(world);
    Sight sight = new Sight();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      Thread thread =
          new Thread(() -> readUntilStopped(world.versions, area, sight), "reader-" + i);
      thread.start();
      threads.add(thread);
    }
    for (long sequence = 1; sequence <= BATCHES && sight.wrong.get() == null; sequence++) {
      write(world, area, sequence);
    }
    sight.stop.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    return sight;
  }

  @Test
  void shouldNeverShowHalfAVersion() throws InterruptedException {
    try (PageWorld world = new PageWorld()) {
      Sight sight = run(world, 3);
      assertEquals(null, sight.wrong.get());
      assertTrue(sight.pins.get() > 0);
    }
  }

  /** Tells the writer that nobody is looking. */
  private static final class BlindSlots extends PinSlots {
    BlindSlots() {
      super(16);
    }

    @Override
    public int collect(long[] pins) {
      return 0;
    }
  }

  /**
   * One reader that stays, on the writer's thread: a second thread would sooner or later follow a
   * frame that was a node when it began, and take down the process with it.
   */
  @Test
  void shouldCatchReuseThatIgnoresTheSlots() {
    try (PageWorld sound = new PageWorld()) {
      assertEquals(0, changedUnderAReader(sound));
    }
    PageWorld broken = new PageWorld(new UndoLog(PageWorld.MAX_UNDO_BYTES), new BlindSlots());
    assertTrue(changedUnderAReader(broken) > 0);
    broken.space.close();
    broken.pool.close();
  }

  /** Returns how many pages of a pinned version no longer hold what they held. */
  private static int changedUnderAReader(PageWorld world) {
    int area = filled(world);
    long[] addresses = new long[PAGES];
    int changed = 0;
    try (Reader reader = world.versions.register()) {
      AreaView view = new AreaView();
      view.bind(reader.pin(), area);
      for (int page = 0; page < PAGES; page++) {
        addresses[page] = view.address(page);
      }
      for (long sequence = 1; sequence <= 100; sequence++) {
        write(world, area, sequence);
      }
      for (long address : addresses) {
        changed += Memory.getLong(address) == 0 ? 0 : 1;
      }
      reader.unpin();
    }
    return changed;
  }

  @Test
  void shouldLetForksComeAndGoWhileTheWriterPublishes() throws InterruptedException {
    try (PageWorld world = new PageWorld()) {
      int area = filled(world);
      Sight sight = new Sight();
      Thread forker =
          new Thread(
              () -> {
                try (Reader reader = world.versions.register()) {
                  while (!sight.stop.get() && sight.wrong.get() == null) {
                    Version version = reader.pin();
                    long expected = version.sequence();
                    try (Fork fork = world.versions.fork(version, 1_000)) {
                      reader.unpin();
                      PageSpace space = fork.space();
                      for (int page = 0; page < PAGES; page++) {
                        long seen = Memory.getLong(space.read(area, page));
                        if (seen != expected) {
                          sight.wrong.set("fork of " + expected + " saw " + seen);
                        }
                        space.putLong(area, page, 0, -1);
                      }
                      space.commit();
                      fork.versions().publish(expected, 0, 0, "fork");
                    }
                    sight.pins.incrementAndGet();
                  }
                } catch (RuntimeException | Error e) {
                  sight.wrong.compareAndSet(null, e.toString());
                }
              },
              "forker");
      forker.start();
      for (long sequence = 1; sequence <= BATCHES && sight.wrong.get() == null; sequence++) {
        write(world, area, sequence);
      }
      sight.stop.set(true);
      forker.join();
      assertEquals(null, sight.wrong.get());
      assertTrue(sight.pins.get() > 0);
    }
  }
}
