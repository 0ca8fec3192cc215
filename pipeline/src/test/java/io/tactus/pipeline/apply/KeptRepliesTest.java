package io.tactus.pipeline.apply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.command.RequestKey;
import io.tactus.storage.Rejection;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.catalog.SystemTables;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.table.ChangeSink;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long replies are kept, and how many, against a plain model. */
class KeptRepliesTest {

  private static final int MOST = 50;
  private static final ChangeSink NOBODY = (table, operation, oldRow, newRow) -> {};

  private final Store store = Store.create(StoreConfig.ofBytes(64 << 20, 5));
  private final KeptReplies kept = new KeptReplies(store.transaction(), MOST);
  private final ReplyEncoder out = new ReplyEncoder();
  private final Command command = new Command();
  private final UnsafeBuffer reply = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
  private long sequence;

  @AfterEach
  void close() {
    store.close();
  }

  private static RequestKey key(long number) {
    return new RequestKey(number * 31, ~number, 7, number);
  }

  /** Asks for a key; does what it stands for and keeps the reply if it is not kept. */
  private boolean ask(long number, long nowMicros, boolean commits) {
    store.transaction().begin(++sequence);
    int length = kept.replay(key(number), nowMicros, out);
    if (length >= 0) {
      store.transaction().rollback();
      assertEquals(number, out.buffer().getLong(0), "the reply that was kept for it");
      return true;
    }
    command.set(sequence, nowMicros, 0, 0, 0);
    reply.putLong(0, number);
    kept.keep(key(number), command, reply, 40);
    if (commits) {
      store.transaction().commit(NOBODY);
    } else {
      store.transaction().rollback();
    }
    return false;
  }

  private long count() {
    return store.table(SystemTables.IDEMPOTENCY_ID).rowCount();
  }

  @Test
  void shouldKeepRepliesForTheirTimeAndNotLonger() {
    long day = KeptReplies.KEPT_MICROS;
    assertEquals(false, ask(1, 0, true));
    assertEquals(true, ask(1, day - 1, true));
    assertEquals(false, ask(1, day, true), "expired: it is done again");
    assertEquals(true, ask(1, day + 1, true));
  }

  @Test
  void shouldLeaveToTheCommandWhatHasExpiredWhileNothingWasJournaled() {
    long day = KeptReplies.KEPT_MICROS;
    ask(1, 0, true);
    store.publish(sequence, 0, 0);
    RequestKey other = new RequestKey(key(1).keyHigh(), key(1).keyLow(), 7, 2);
    KeptReplyReader shortcut = new KeptReplyReader();
    try (Reader reader = store.versions().register()) {
      Version version = reader.pin();
      assertTrue(shortcut.find(version, key(1), day - 1) > 0);
      assertThrows(Rejection.class, () -> shortcut.find(version, other, day - 1));
      assertEquals(-1, shortcut.find(version, key(1), day));
      assertEquals(-1, shortcut.find(version, other, day), "the key is free again");
      reader.unpin();
    }
  }

  @Test
  void shouldTellWhereTheFirstReplyStood() {
    ask(1, 0, true);
    long first = sequence;
    ask(2, 0, true);
    store.transaction().begin(++sequence);
    int length = kept.replay(key(1), 1, out);
    ReplyDecoder decoder = new ReplyDecoder().wrap(out.buffer(), 0, length);
    assertEquals(true, decoder.isReplayed());
    assertEquals(first, decoder.firstSequence());
    store.transaction().rollback();
  }

  @Test
  void shouldRefuseAKeyForAnotherRequest() {
    ask(1, 0, true);
    store.transaction().begin(++sequence);
    RequestKey other = new RequestKey(key(1).keyHigh(), key(1).keyLow(), 7, 2);
    Rejection refused = assertThrows(Rejection.class, () -> kept.replay(other, 1, out));
    assertEquals("idempotency_key_reused", refused.name());
    store.transaction().rollback();
  }

  @Test
  void shouldAgreeWithAModel() {
    long seed = Long.getLong("tactus.seed", System.nanoTime());
    System.out.println("KeptRepliesTest seed " + seed);
    Random random = new Random(seed);
    // The model: by key, when it was kept and as which; the newest MOST are there.
    Map<Long, long[]> model = new HashMap<>();
    long now = 0;
    long order = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextInt(10) == 0 ? random.nextLong(KeptReplies.KEPT_MICROS) : random.nextInt(9);
      long number = random.nextInt(120);
      long[] known = model.get(number);
      boolean expected =
          known != null && known[0] + KeptReplies.KEPT_MICROS > now && known[1] > order - MOST;
      boolean commits = random.nextInt(8) > 0;
      assertEquals(expected, ask(number, now, commits), "seed " + seed + ", step " + i);
      if (!expected && commits) {
        model.put(number, new long[] {now, ++order});
      }
      assertEquals(true, count() <= MOST, "seed " + seed);
    }
  }
}
