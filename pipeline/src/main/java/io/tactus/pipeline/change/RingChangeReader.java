package io.tactus.pipeline.change;

import static io.tactus.pipeline.change.ChangeLayout.ORDER;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.table.ChangeOperation;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** A reader of the {@link ChangeLog}: copies an entry, then checks that the copy can be trusted. */
final class RingChangeReader implements ChangeReader {
  private static final ChangeOperation[] OPERATIONS = ChangeOperation.values();

  private final ChangeLog log;
  private UnsafeBuffer entry = new UnsafeBuffer(ByteBuffer.allocateDirect(4096));
  private long position;

  RingChangeReader(ChangeLog log) {
    this.log = log;
    this.position = log.published();
  }

  @Override
  public boolean seekAfter(long sequence) {
    // In this order: the log forgets before it moves its head, and publishes before it says so.
    long shown = log.published();
    position = sequence >= log.newestSequence() ? shown : log.head();
    if (sequence < log.oldestSequence()) {
      return false;
    }
    long end = log.published();
    while (position < end) {
      if (!copyHead()) {
        return seekAfter(sequence);
      }
      if (kind() != ChangeLayout.PADDING && sequence() > sequence) {
        break;
      }
      position += length();
    }
    return true;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public boolean hasMore() {
    return position < log.published();
  }

  @Override
  public Poll poll(ChangeVisitor visitor, int maxChanges) {
    long end = log.published();
    int changes = 0;
    while (position < end) {
      if (!copyEntry()) {
        return Poll.OVERTAKEN;
      }
      position += length();
      switch (kind()) {
        case ChangeLayout.CHANGE -> {
          Catalog catalog = log.catalog(schemaVersion());
          if (catalog == null) {
            return Poll.OVERTAKEN;
          }
          visitChange(visitor, catalog);
        }
        case ChangeLayout.SCHEMA -> {
          Catalog catalog = log.catalog(schemaVersion());
          if (catalog == null) {
            return Poll.OVERTAKEN;
          }
          visitor.onSchema(sequence(), tick(), log.catalogBefore(schemaVersion()), catalog);
        }
        case ChangeLayout.EVENT -> visitEvent(visitor);
        case ChangeLayout.COMMIT -> {
          visitor.onCommit(sequence(), tick());
          if (changes >= maxChanges) {
            return Poll.CHANGES;
          }
        }
        default -> {}
      }
      changes++;
    }
    return changes == 0 ? Poll.EMPTY : Poll.CHANGES;
  }

  /** Copies an entry without its rows: enough to know what it is and where the next one is. */
  private boolean copyHead() {
    return copyEntry(ChangeLayout.BODY_OFFSET);
  }

  private boolean copyEntry() {
    return copyEntry(Integer.MAX_VALUE);
  }

  private boolean copyEntry(int atMostBytes) {
    int index = (int) position & (log.capacity() - 1);
    int length = log.buffer().getInt(index, ORDER);
    VarHandle.fullFence();
    if (position < log.lostBefore() || length <= 0 || length > log.capacity() - index) {
      return false;
    }
    int kind = log.buffer().getInt(index + ChangeLayout.KIND_OFFSET, ORDER);
    int copied = kind == ChangeLayout.PADDING ? 2 * Integer.BYTES : Math.min(length, atMostBytes);
    if (copied > entry.capacity()) {
      entry = new UnsafeBuffer(ByteBuffer.allocateDirect(2 * copied));
    }
    entry.putBytes(0, log.buffer(), index, copied);
    VarHandle.fullFence();
    return position >= log.lostBefore();
  }

  private void visitChange(ChangeVisitor visitor, Catalog catalog) {
    int firstBytes = entry.getInt(ChangeLayout.FIRST_LENGTH_OFFSET, ORDER);
    int secondBytes = entry.getInt(ChangeLayout.SECOND_LENGTH_OFFSET, ORDER);
    long body = entry.addressOffset() + ChangeLayout.BODY_OFFSET;
    visitor.onChange(
        sequence(),
        tick(),
        catalog.table(entry.getInt(ChangeLayout.TABLE_OFFSET, ORDER)),
        OPERATIONS[entry.getInt(ChangeLayout.OPERATION_OFFSET, ORDER)],
        firstBytes == 0 ? 0 : body,
        secondBytes == 0 ? 0 : body + BitUtil.align(firstBytes, Long.BYTES));
  }

  private void visitEvent(ChangeVisitor visitor) {
    int firstBytes = entry.getInt(ChangeLayout.FIRST_LENGTH_OFFSET, ORDER);
    visitor.onEvent(
        sequence(),
        tick(),
        text(ChangeLayout.BODY_OFFSET, firstBytes),
        text(
            ChangeLayout.BODY_OFFSET + BitUtil.align(firstBytes, Long.BYTES),
            entry.getInt(ChangeLayout.SECOND_LENGTH_OFFSET, ORDER)));
  }

  private String text(int offset, int length) {
    byte[] utf8 = new byte[length];
    entry.getBytes(offset, utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private int length() {
    return entry.getInt(ChangeLayout.LENGTH_OFFSET, ORDER);
  }

  private int kind() {
    return entry.getInt(ChangeLayout.KIND_OFFSET, ORDER);
  }

  private long sequence() {
    return entry.getLong(ChangeLayout.SEQUENCE_OFFSET, ORDER);
  }

  private long schemaVersion() {
    return entry.getLong(ChangeLayout.SCHEMA_OFFSET, ORDER);
  }

  private long tick() {
    return entry.getLong(ChangeLayout.TICK_OFFSET, ORDER);
  }
}
