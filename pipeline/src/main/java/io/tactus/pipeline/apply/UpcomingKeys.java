package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.MalformedCommand;
import io.tactus.pipeline.command.OperationKind;
import io.tactus.pipeline.command.OperationsDecoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.index.UpcomingUse;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The keys that operations not applied yet will look up, so that what those look-ups read is
 * brought near, and what they write copied, for many of them at once: those of commands to come
 * ({@link #add}, {@link #read}), or those of one large command ({@link #begin}, {@link #readNext}).
 * Decides nothing: contents of the state are only read.
 *
 * <p>Threading: applying thread. Allocates nothing.
 */
final class UpcomingKeys {
  /** A longer row is not decoded twice for its key. */
  private static final int MAX_ROW_BYTES = 256;

  private final Transaction transaction;
  private final LookAhead ahead = new LookAhead();
  private final OperationsDecoder decoder = new OperationsDecoder();
  private final RowDraft draft = new RowDraft();
  private final UnsafeBuffer key =
      new UnsafeBuffer(ByteBuffer.allocateDirect(SchemaLimits.MAX_KEY_BYTES));
  private boolean more;

  UpcomingKeys(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Adds the keys of an OPERATIONS command that is not applied yet, as far as there is room and
   * they are easily read. Its pages stay as they are.
   */
  void add(DirectBuffer body, int offset, int length) {
    try {
      decoder.wrap(body, offset, length);
      while (!ahead.isFull() && decoder.next()) {
        Table table = transaction.table(decoder.tableId());
        if (table != null && takesKey(decoder.kind())) {
          addKey(table, UpcomingUse.LOOK_UP);
        }
      }
    } catch (MalformedCommand e) {
      // It is refused when its turn comes.
    }
  }

  /** Brings near what the keys added will read, and begins anew. */
  void read() {
    ahead.read();
  }

  /** Begins with the OPERATIONS command that is being applied. */
  void begin(DirectBuffer body, int offset, int length) {
    decoder.wrap(body, offset, length);
    // One key has nothing to be looked up together with.
    more = decoder.count() > 1;
  }

  /** Brings near what the next {@link LookAhead#KEYS} operations will read and write. */
  void readNext() {
    try {
      for (int i = 0; more && i < LookAhead.KEYS; i++) {
        more = decoder.next();
        if (more) {
          addOperation();
        }
      }
    } catch (Rejection | IllegalArgumentException | IndexOutOfBoundsException e) {
      // Malformed, perhaps: refused when its turn comes, and what follows with it.
      more = false;
    }
    ahead.read();
  }

  private void addOperation() {
    Table table = transaction.table(decoder.tableId());
    // A key that refers to an operation before is not known yet.
    if (table == null || table.meta().isSystem() || decoder.referenceCount() > 0) {
      return;
    }
    boolean surely = !decoder.hasWhere() && decoder.ifSequence() == 0;
    switch (decoder.kind()) {
      case UPDATE -> addKey(table, surely ? UpcomingUse.UPDATE : UpcomingUse.LOOK_UP);
      case DELETE -> addKey(table, surely ? UpcomingUse.DELETE : UpcomingUse.LOOK_UP);
      case INSERT -> addRow(table, UpcomingUse.INSERT);
      case UPSERT -> addRow(table, UpcomingUse.LOOK_UP);
      default -> {}
    }
  }

  private static boolean takesKey(OperationKind kind) {
    return kind == OperationKind.UPDATE || kind == OperationKind.DELETE;
  }

  private void addKey(Table table, UpcomingUse use) {
    int bytes = table.layout().keyBytes();
    if (bytes <= key.capacity()) {
      key.putBytes(0, decoder.buffer(), decoder.take(bytes), bytes);
      table.lookAhead(key.addressOffset(), use, ahead);
    }
  }

  private void addRow(Table table, UpcomingUse use) {
    RowLayout layout = table.layout();
    if (decoder.end() - decoder.position() > MAX_ROW_BYTES || layout.keyBytes() > key.capacity()) {
      return;
    }
    draft.reset(layout).decode(decoder.buffer(), decoder.position(), decoder.end());
    for (int i = 0; i < layout.keyFieldCount(); i++) {
      if (!draft.isPresent(layout.keyField(i).ordinal())) {
        return; // generated, or refused when its turn comes
      }
    }
    layout.copyKey(draft.rowAddress(), key.addressOffset());
    table.lookAhead(key.addressOffset(), use, ahead);
  }
}
