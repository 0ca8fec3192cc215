package io.tactus.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.TestServer;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.gateway.lane.QueryWorkers;
import io.tactus.gateway.problem.Problem;
import io.tactus.pipeline.change.ChangeLog;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.IndexMeta;
import io.tactus.storage.table.TableMeta;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

/** The feed thread and a lane over a change log and an IO thread of their own. */
class FeedThreadTest {

  private static final int TABLE = 70;
  private static final long EPOCH = 1;
  private static final String HIDDEN = "hidden";
  private static final FeedLimits LIMITS = FeedLimits.builder().maxCommitBytes(600).build();

  private final TableMeta table = meta("things");
  private final Catalog catalog = new Catalog(3, List.of(table), List.of());
  private final UnsafeBuffer row = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
  private final ChangeLog log = new ChangeLog(1 << 14, 10);
  private final FeedThread feed = new FeedThread(log, EPOCH, LIMITS);
  private final EngineLink link = new EngineLink();
  private final QueryWorkers workers = new QueryWorkers(link, 0, 1);
  private final Lane ioLane = new Lane(link, workers, QueryBounds.DEFAULT, 1, 1_000);
  private final FeedHub hub = new FeedHub(link, LIMITS, List.of(ioLane));
  private final FeedLane lane = hub.lane(ioLane);
  private XnioWorker worker;
  private XnioIoThread ioThread;

  @BeforeEach
  void start() throws IOException {
    log.beginAfter(10, catalog);
    worker = Xnio.getInstance().createWorker(OptionMap.create(Options.WORKER_IO_THREADS, 1));
    ioThread = worker.getIoThread();
    onIoThread(
        () ->
            lane.tend(
                new Tended() {
                  @Override
                  public void sweep(long nowNs) {}

                  @Override
                  public void end(Problem reason) {}
                },
                ioThread));
    feed.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    feed.close();
    workers.close();
    worker.shutdown();
    assertTrue(worker.awaitTermination(10, TimeUnit.SECONDS));
  }

  private void onIoThread(Runnable task) {
    CountDownLatch done = new CountDownLatch(1);
    ioThread.execute(
        () -> {
          task.run();
          done.countDown();
        });
    TestServer.await(done);
  }

  /** Notes what it is shown. */
  private class Watcher extends Subscriber {
    final List<Long> shown = new CopyOnWriteArrayList<>();
    volatile Problem ended;

    Watcher(List<Integer> tables) {
      this(tables, List.of());
    }

    Watcher(List<Integer> tables, List<QueryTerm> terms) {
      super(new FeedQuery(tables, terms, false), FeedThreadTest.this.lane);
    }

    Watcher() {
      this(List.of(TABLE));
    }

    @Override
    protected void offer(Frame frame) {
      shown.add(frame.sequence());
    }

    @Override
    protected void flush() {}

    @Override
    protected void end(Problem reason) {
      ended = reason;
      leave();
    }

    @Override
    protected boolean mayRead(String name) {
      return !name.equals(HIDDEN);
    }

    @Override
    protected long pendingBytes() {
      return 0;
    }
  }

  private static TableMeta meta(String name) {
    RowLayout layout =
        new RowLayout(
            TableDefinition.of(
                TABLE,
                name,
                List.of(Field.of(1, "id", FieldType.of(TypeKind.U64))),
                List.of("id")));
    return new TableMeta(
        layout.table(), layout, false, 1, List.of(IndexMeta.primary(null, 1, 2, 3)));
  }

  private void commit(long sequence) {
    commit(sequence, 1);
  }

  private void commit(long sequence, int rows) {
    log.onCommit(sequence, sequence, catalog);
    for (int i = 0; i < rows; i++) {
      table.layout().field(0).putLong(row.addressOffset(), sequence + i);
      log.onChange(table, ChangeOperation.INSERT, 0, row.addressOffset());
    }
  }

  private void publish(long sequence) {
    commit(sequence);
    log.publish(sequence);
  }

  private void join(Watcher watcher, long after) {
    onIoThread(() -> lane.enter(watcher));
    watcher.after(after);
    feed.join(watcher);
  }

  @Test
  void shouldNotRepeatWhatTheFirstRowsShowedAlready() {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Watcher first =
        new Watcher() {
          @Override
          protected void offer(Frame frame) {
            super.offer(frame);
            held.countDown();
            TestServer.await(released);
          }
        };
    join(first, 10);
    publish(11);
    TestServer.await(held); // its lane is busy, so the feed thread only takes messages

    commit(12); // its version is published, its changes are not
    CountDownLatch begun = new CountDownLatch(1);
    Watcher second =
        new Watcher(
            new AbstractList<>() {
              @Override
              public Integer get(int index) {
                return TABLE;
              }

              @Override
              public int size() {
                begun.countDown(); // its view is made once its place in the log is found
                return 1;
              }
            });
    watchAfter(second, 12);
    TestServer.await(begun);
    log.publish(12);
    publish(13);
    released.countDown();
    TestServer.await(() -> first.shown.contains(13L), "the first one has seen all");
    TestServer.await(() -> second.shown.contains(13L), "the second one has seen all");
    assertEquals(List.of(11L, 12L, 13L), first.shown);
    assertEquals(List.of(13L), second.shown, "12 was in its first rows");
  }

  /** As {@link #join}, while the IO thread is held. */
  private void watchAfter(Watcher watcher, long after) {
    ioThread.execute(() -> lane.enter(watcher));
    watcher.after(after);
    feed.join(watcher);
  }

  @Test
  void shouldNeverNameAPlaceBeforeWhatItHasShown() {
    AtomicLong whileBusy = new AtomicLong();
    Watcher watcher =
        new Watcher() {
          @Override
          protected void flush() {
            whileBusy.set(lane().shownUpTo(this)); // this round is not over
          }
        };
    join(watcher, 10);
    publish(11);
    publish(12);
    TestServer.await(() -> watcher.shown.contains(12L), "it has seen all");
    TestServer.await(() -> whileBusy.get() > 0, "it was sent");
    onIoThread(() -> {});
    assertEquals(12, whileBusy.get(), "whoever goes on after that misses and repeats nothing");
  }

  @Test
  void shouldGoOnWithOthersIfOneCannotBeSentTo() {
    Watcher broken =
        new Watcher() {
          @Override
          protected void flush() {
            throw new IllegalStateException("thrown by the test");
          }
        };
    Watcher other = new Watcher();
    join(broken, 10);
    join(other, 10);
    publish(11);
    TestServer.await(() -> other.shown.contains(11L), "the first round");
    publish(12);
    TestServer.await(() -> other.shown.contains(12L), "the next round");
    TestServer.await(() -> hub.counters().subscribers() == 1, "the broken one was ended");
    assertEquals(List.of(11L), broken.shown);
  }

  @Test
  void shouldBoundWhatACommitTakesForAllQueriesTogether() {
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Watcher watcher = new Watcher(List.of(TABLE), List.of(new QueryTerm("id", "gte." + i)));
      watchers.add(watcher);
      join(watcher, 10);
    }
    publish(11);
    TestServer.await(() -> watchers.stream().allMatch(w -> w.shown.size() == 1), "all watch");
    commit(12, 8); // some 500 bytes for each: it fits each, and four of the largest size at most
    log.publish(12);
    publish(20);
    TestServer.await(
        () -> watchers.stream().allMatch(w -> w.ended != null || w.shown.contains(20L)),
        "all told");
    long kept = watchers.stream().filter(w -> w.ended == null).count();
    assertTrue(kept >= 4 && kept < 8, kept + " of 8 go on");
    for (Watcher watcher : watchers) {
      if (watcher.ended == null) {
        assertEquals(List.of(11L, 12L, 20L), watcher.shown);
      } else {
        assertEquals("commit_too_large", watcher.ended.name());
      }
    }
  }

  @Test
  void shouldEndWhenATableGetsANameThatMayNotBeRead() {
    Watcher watcher = new Watcher();
    join(watcher, 10);
    publish(11);
    TestServer.await(() -> watcher.shown.contains(11L), "it watches");
    TableMeta hidden = meta(HIDDEN);
    log.onCommit(12, 12, new Catalog(4, List.of(hidden), List.of()));
    log.onChange(hidden, ChangeOperation.INSERT, 0, row.addressOffset());
    log.publish(12);
    TestServer.await(() -> watcher.ended != null, "it is ended");
    assertEquals("forbidden", watcher.ended.name());
    assertFalse(watcher.ended.detail().contains(HIDDEN), watcher.ended.detail());
    assertEquals(List.of(11L), watcher.shown);
  }
}
