package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.MalformedCommand;
import io.tactus.pipeline.command.OperationKind;
import io.tactus.pipeline.command.OperationsDecoder;
import io.tactus.storage.index.LookAhead;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The keys that commands not applied yet will look up, so that what those look-ups read is brought
 * near for many of them at once. Decides nothing: the state is the one before those commands, and
 * only read.
 *
 * <p>Threading: applying thread, between commands. Allocates nothing.
 */
final class UpcomingKeys {
  private final Transaction transaction;
  private final LookAhead ahead = new LookAhead();
  private final OperationsDecoder decoder = new OperationsDecoder();
  private final UnsafeBuffer key =
      new UnsafeBuffer(ByteBuffer.allocateDirect(SchemaLimits.MAX_KEY_BYTES));

  UpcomingKeys(Transaction transaction) {
    this.transaction = transaction;
  }

  /** Adds the keys of an OPERATIONS command, as far as there is room and they are easily read. */
  void add(DirectBuffer body, int offset, int length) {
    try {
      decoder.wrap(body, offset, length);
      while (!ahead.isFull() && decoder.next()) {
        OperationKind kind = decoder.kind();
        if (kind == OperationKind.UPDATE || kind == OperationKind.DELETE) {
          addKey();
        }
      }
    } catch (MalformedCommand e) {
      // It is refused when its turn comes.
    }
  }

  private void addKey() {
    Table table = transaction.table(decoder.tableId());
    if (table != null && table.layout().keyBytes() <= key.capacity()) {
      int bytes = table.layout().keyBytes();
      key.putBytes(0, decoder.buffer(), decoder.take(bytes), bytes);
      table.lookAhead(key.addressOffset(), ahead);
    }
  }

  /** Brings near what the keys added will read, and begins anew. */
  void read() {
    ahead.read();
  }
}
