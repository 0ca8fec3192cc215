package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.command.RequestKey;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.SystemTables;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowView;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The replies kept for idempotency keys: rows of a system table, written in the transaction of the
 * command they answer, so that there is one if and only if the command was applied.
 *
 * <p>Rows are numbered as they come and only the oldest go, so their numbers have no gaps. All are
 * kept equally long by journal time, so the oldest is also the next to expire: no index tells which
 * one that is, and no clock.
 *
 * <p>Threading: applying thread. Allocates.
 */
final class KeptReplies {
  /** How long a reply is kept, in microseconds of journal time. */
  static final long KEPT_MICROS = 24L * 60 * 60 * 1_000_000;

  /** Most replies kept; the oldest goes for a newer one. */
  static final long MAX_KEPT = 50_000;

  /** Most bytes of a reply that is kept. */
  static final int MAX_REPLY_BYTES = 60_000;

  /** Expired ones that go for each new one: more than come, so that they do not pile up. */
  private static final int EXPIRED_AT_ONCE = 4;

  static final int NUMBER = 0;
  static final int KEY = 1;
  static final int REQUEST = 2;
  static final int SEQUENCE = 3;
  static final int TICK = 4;
  static final int EXPIRES = 5;
  static final int REPLY = 6;

  /** Position of the unique index over the key, behind that of the primary key. */
  static final int BY_KEY = 1;

  private final Transaction transaction;
  private final long maxKept;
  private final RowDraft draft = new RowDraft();
  private final RowView view = new RowView();
  private final UnsafeBuffer keyImage = new UnsafeBuffer(ByteBuffer.allocateDirect(Long.BYTES));

  KeptReplies(Transaction transaction, long maxKept) {
    this.transaction = transaction;
    this.maxKept = maxKept;
  }

  /**
   * Writes the reply to the first request with a key, if it is kept.
   *
   * @return its length, or -1 if there is none
   * @throws Rejection if it was another request
   */
  int replay(RequestKey key, long nowMicros, ReplyEncoder out) {
    Table table = table();
    RowLayout layout = table.layout();
    long slot = find(table, key);
    if (slot == 0) {
      return -1;
    }
    long row = table.rowAddress(slot);
    if (layout.field(EXPIRES).getLong(row) <= nowMicros) {
      forgetUpTo(table, layout.field(NUMBER).getLong(row));
      return -1;
    }
    boolean same =
        layout.field(REQUEST).getUuidHigh(row) == key.requestHigh()
            && layout.field(REQUEST).getUuidLow(row) == key.requestLow();
    if (!same) {
      throw reused();
    }
    byte[] kept = view.wrap(layout, row, table).getBytes(REPLY);
    return out.replayed(kept, layout.field(SEQUENCE).getLong(row), layout.field(TICK).getLong(row));
  }

  static Rejection reused() {
    return new Rejection(
            RejectionCode.INVALID_VALUE, "the idempotency key was used for another request")
        .withName("idempotency_key_reused", "")
        .withHint("send a new key with each new request");
  }

  /**
   * Keeps the reply to a command, within its transaction.
   *
   * @throws Rejection RESULT_TOO_LARGE, MEMORY_LIMIT
   */
  void keep(RequestKey key, Command command, DirectBuffer reply, int length) {
    if (length > MAX_REPLY_BYTES) {
      throw new Rejection(
              RejectionCode.RESULT_TOO_LARGE,
              "a reply of " + length + " bytes is not kept for an idempotency key")
          .withHint(
              "at most "
                  + MAX_REPLY_BYTES
                  + " are: ask for less with Prefer: return=minimal, or change fewer rows at once");
    }
    Table table = table();
    RowLayout layout = table.layout();
    byte[] bytes = new byte[length];
    reply.getBytes(0, bytes);
    draft.reset(layout);
    draft.setUuid(KEY, key.keyHigh(), key.keyLow());
    draft.setUuid(REQUEST, key.requestHigh(), key.requestLow());
    draft.setLong(SEQUENCE, command.sequence());
    draft.setLong(TICK, command.tick());
    draft.setLong(EXPIRES, command.timestampMicros() + KEPT_MICROS);
    draft.setBytes(REPLY, bytes, 0, length);
    long row = table.insert(draft);
    forgetOldest(table, layout.field(NUMBER).getLong(row), command.timestampMicros());
  }

  /** Forgets the oldest one if there are too many, and a few that have expired. */
  private void forgetOldest(Table table, long newest, long nowMicros) {
    RowLayout layout = table.layout();
    for (int i = 0; i < EXPIRED_AT_ONCE; i++) {
      long oldest = newest - table.rowCount() + 1;
      if (oldest == newest) {
        return;
      }
      long slot = slot(table, oldest);
      boolean expired = layout.field(EXPIRES).getLong(table.rowAddress(slot)) <= nowMicros;
      if (!expired && table.rowCount() <= maxKept) {
        return;
      }
      table.deleteAt(slot, 0);
    }
  }

  /** Forgets an expired one and those before it, which have expired as well. */
  private void forgetUpTo(Table table, long last) {
    for (long number = last; ; number--) {
      long slot = slot(table, number);
      if (slot < 0) {
        return;
      }
      table.deleteAt(slot, 0);
    }
  }

  private long find(Table table, RequestKey key) {
    draft.reset(table.layout());
    draft.setUuid(KEY, key.keyHigh(), key.keyLow());
    return table.slotLike(BY_KEY, draft);
  }

  private long slot(Table table, long number) {
    draft.reset(table.layout());
    draft.setLong(NUMBER, number);
    RowLayout layout = table.layout();
    long key = keyImage.addressOffset();
    layout.copyKey(draft.rowAddress(), key);
    return table.findSlot(key);
  }

  private Table table() {
    return transaction.table(SystemTables.IDEMPOTENCY_ID);
  }
}
