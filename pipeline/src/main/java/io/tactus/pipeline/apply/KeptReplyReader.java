package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.command.RequestKey;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.catalog.SystemTables;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowView;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Finds kept replies in a version, so that most repeated requests need not be encoded and journaled
 * to be answered. What it does not find, the command will: this is a shortcut and decides nothing.
 *
 * <p>Threading: one thread; reusable.
 */
public final class KeptReplyReader {
  private final TableReader table = new TableReader();
  private final RowDraft draft = new RowDraft();
  private final RowView view = new RowView();
  private final ReplyEncoder reply = new ReplyEncoder();
  private final UnsafeBuffer keyImage =
      new UnsafeBuffer(ByteBuffer.allocateDirect(SchemaLimits.MAX_KEY_BYTES));

  /**
   * Looks for the reply to the first request with a key and puts it into {@link #reply()}.
   *
   * @param version pinned
   * @param nowMicros what a command's time would be if it came now: journal time stands still while
   *     nothing is journaled, and what expires meanwhile is for the command to find expired
   * @return its length, or -1 if there is none, or one that may have expired
   * @throws io.tactus.storage.Rejection if it was another request
   */
  public int find(Version version, RequestKey key, long nowMicros) {
    TableMeta meta = version.catalog(Catalog.class).table(SystemTables.IDEMPOTENCY_ID);
    RowLayout layout = meta.layout();
    table.bind(version, meta);
    draft.reset(layout);
    draft.setUuid(KeptReplies.KEY, key.keyHigh(), key.keyLow());
    long image = keyImage.addressOffset();
    meta.indexes().get(KeptReplies.BY_KEY).key().extract(draft.rowAddress(), image);
    long row = table.findBy(KeptReplies.BY_KEY, image);
    if (row == 0
        || layout.field(KeptReplies.EXPIRES).getLong(row)
            <= Math.max(nowMicros, version.tickTimeMicros())) {
      return -1;
    }
    if (layout.field(KeptReplies.REQUEST).getUuidHigh(row) != key.requestHigh()
        || layout.field(KeptReplies.REQUEST).getUuidLow(row) != key.requestLow()) {
      throw KeptReplies.reused();
    }
    byte[] kept = view.wrap(layout, row, table).getBytes(KeptReplies.REPLY);
    return reply.replayed(
        kept,
        layout.field(KeptReplies.SEQUENCE).getLong(row),
        layout.field(KeptReplies.TICK).getLong(row));
  }

  /** The reply that was found, from offset 0; off heap. */
  public DirectBuffer reply() {
    return reply.buffer();
  }
}
