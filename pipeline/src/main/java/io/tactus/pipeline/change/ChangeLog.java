package io.tactus.pipeline.change;

import static io.tactus.pipeline.change.ChangeLayout.ORDER;

import io.tactus.pipeline.apply.CommitListener;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Memory;
import io.tactus.storage.schema.SchemaLimits;
import io.tactus.storage.table.ChangeOperation;
import io.tactus.storage.table.TableMeta;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The latest row changes, in commit order, in a bounded ring of bytes. The applying thread appends
 * and never waits; readers copy out and are told when they were overtaken.
 *
 * <p>Assumptions and guarantees: one writer. Before it overwrites anything the writer raises {@link
 * #intent}, fences, and only then writes; a reader copies an entry, fences, and believes the copy
 * only if the intent has not come within a ring's length of it. Nothing is shown before {@link
 * #publish}, which comes after the version's own publication.
 *
 * <p>Row images mean nothing without the layout they were written in, so the log keeps the catalogs
 * of all its entries, {@value #MAX_CATALOGS} at most: more schema changes than that push the oldest
 * entries out.
 *
 * <p>Threading: {@link #newReader()}, {@link #oldestSequence()} and {@link #newestSequence()} any
 * thread; each reader belongs to one; the rest applying thread.
 */
public final class ChangeLog implements CommitListener {
  /** Takes any row change, old and new row with all their values, several times over. */
  public static final int MIN_BYTES =
      BitUtil.findNextPositivePowerOfTwo(
          4
              * (ChangeLayout.BODY_OFFSET
                  + 2 * (SchemaLimits.MAX_ROW_BYTES + SchemaLimits.MAX_ROW_VALUE_BYTES)));

  /** Most catalogs the entries may belong to. */
  public static final int MAX_CATALOGS = 64;

  private final UnsafeBuffer buffer;
  private final int capacity;
  private final int maxEntryBytes;

  private long tail;
  private long sequence;
  private long tick;
  private long schemaVersion = -1;
  private boolean commitOpen;
  private boolean changed;

  private volatile long intent;
  private volatile long published;
  private volatile long newestSequence;
  private volatile long head;
  private volatile long forgotten;
  private volatile Catalog[] catalogs = {};
  private long[] catalogStarts = {};
  private volatile Runnable listener = () -> {};

  /**
   * An empty log.
   *
   * @param capacity bytes, a power of two; at least {@link #MIN_BYTES} for rows of any size
   * @param lastSequence the log begins after this command
   */
  public ChangeLog(int capacity, long lastSequence) {
    this.capacity = capacity;
    this.maxEntryBytes = capacity / 4;
    this.buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity));
    this.forgotten = lastSequence;
    this.newestSequence = lastSequence;
  }

  /**
   * Begins an empty log after a command.
   *
   * @param catalog the tables then, or null if there is no state yet
   */
  public void beginAfter(long lastSequence, Catalog catalog) {
    if (tail != 0) {
      throw new IllegalStateException("the log has begun after sequence " + forgotten);
    }
    forgotten = lastSequence;
    newestSequence = lastSequence;
    if (catalog != null) {
      schemaVersion = catalog.schemaVersion();
      addCatalog(catalog);
    }
  }

  @Override
  public void onCommit(long newSequence, long newTick, Catalog catalog) {
    if (commitOpen && newSequence != sequence) {
      endCommit();
    }
    sequence = newSequence;
    tick = newTick;
    if (catalog.schemaVersion() != schemaVersion) {
      schemaVersion = catalog.schemaVersion();
      addCatalog(catalog);
      claim(ChangeLayout.SCHEMA, 0, 0, 0, 0);
      commitOpen = true;
    }
  }

  private void addCatalog(Catalog catalog) {
    if (catalogs.length == MAX_CATALOGS) {
      forget(catalogStarts[1]);
    }
    int count = catalogs.length;
    long[] starts = Arrays.copyOf(catalogStarts, count + 1);
    Catalog[] more = Arrays.copyOf(catalogs, count + 1);
    starts[count] = tail;
    more[count] = catalog;
    catalogStarts = starts;
    catalogs = more;
  }

  /** Drops the catalogs that no entry is of any more. */
  private void dropCatalogsBefore(long position) {
    int unused = 0;
    while (unused + 1 < catalogStarts.length && catalogStarts[unused + 1] <= position) {
      unused++;
    }
    if (unused > 0) {
      dropCatalogs(unused);
    }
  }

  private void dropCatalogs(int count) {
    catalogStarts = Arrays.copyOfRange(catalogStarts, count, catalogStarts.length);
    catalogs = Arrays.copyOfRange(catalogs, count, catalogs.length);
  }

  @SuppressWarnings("EnumOrdinal") // in memory only
  @Override
  public void onChange(TableMeta table, ChangeOperation operation, long oldRow, long newRow) {
    int firstBytes = oldRow == 0 ? 0 : table.layout().imageBytes(oldRow);
    int secondBytes = newRow == 0 ? 0 : table.layout().imageBytes(newRow);
    int at = claim(ChangeLayout.CHANGE, table.id(), operation.ordinal(), firstBytes, secondBytes);
    long body = buffer.addressOffset() + at + ChangeLayout.BODY_OFFSET;
    if (oldRow != 0) {
      Memory.copy(oldRow, body, firstBytes);
    }
    if (newRow != 0) {
      Memory.copy(newRow, body + BitUtil.align(firstBytes, Long.BYTES), secondBytes);
    }
    commitOpen = true;
  }

  @Override
  public void onEvent(String topic, String json) {
    byte[] first = topic.getBytes(StandardCharsets.UTF_8);
    byte[] second = json.getBytes(StandardCharsets.UTF_8);
    if (entryBytes(first.length, second.length) > maxEntryBytes) {
      return;
    }
    int at = claim(ChangeLayout.EVENT, 0, 0, first.length, second.length);
    buffer.putBytes(at + ChangeLayout.BODY_OFFSET, first);
    buffer.putBytes(
        at + ChangeLayout.BODY_OFFSET + BitUtil.align(first.length, Long.BYTES), second);
    commitOpen = true;
  }

  /** Shows everything up to a command, whether it changed rows or not. */
  public void publish(long upToSequence) {
    if (commitOpen) {
      endCommit();
    }
    published = tail;
    newestSequence = upToSequence;
    if (changed) {
      changed = false;
      listener.run();
    }
  }

  private void endCommit() {
    claim(ChangeLayout.COMMIT, 0, 0, 0, 0);
    commitOpen = false;
    changed = true;
  }

  private static int entryBytes(int firstBytes, int secondBytes) {
    return ChangeLayout.BODY_OFFSET
        + BitUtil.align(firstBytes, Long.BYTES)
        + BitUtil.align(secondBytes, Long.BYTES);
  }

  private int claim(int kind, int tableId, int operation, int firstBytes, int secondBytes) {
    int bytes = entryBytes(firstBytes, secondBytes);
    if (bytes > maxEntryBytes) {
      throw new IllegalStateException(
          "a change of " + bytes + " bytes in a change log of " + capacity);
    }
    int index = (int) tail & (capacity - 1);
    int padding = bytes > capacity - index ? capacity - index : 0;
    forget(tail + padding + bytes - capacity);
    intent = tail + padding + bytes;
    VarHandle.fullFence();
    if (padding > 0) {
      buffer.putInt(index + ChangeLayout.LENGTH_OFFSET, padding, ORDER);
      buffer.putInt(index + ChangeLayout.KIND_OFFSET, ChangeLayout.PADDING, ORDER);
      index = 0;
    }
    buffer.putInt(index + ChangeLayout.LENGTH_OFFSET, bytes, ORDER);
    buffer.putInt(index + ChangeLayout.KIND_OFFSET, kind, ORDER);
    buffer.putLong(index + ChangeLayout.SEQUENCE_OFFSET, sequence, ORDER);
    buffer.putLong(index + ChangeLayout.TICK_OFFSET, tick, ORDER);
    buffer.putLong(index + ChangeLayout.SCHEMA_OFFSET, schemaVersion, ORDER);
    buffer.putInt(index + ChangeLayout.TABLE_OFFSET, tableId, ORDER);
    buffer.putInt(index + ChangeLayout.OPERATION_OFFSET, operation, ORDER);
    buffer.putInt(index + ChangeLayout.FIRST_LENGTH_OFFSET, firstBytes, ORDER);
    buffer.putInt(index + ChangeLayout.SECOND_LENGTH_OFFSET, secondBytes, ORDER);
    tail += padding + bytes;
    return index;
  }

  /** Gives up the entries that begin before a position. */
  private void forget(long beforePosition) {
    long position = head;
    long lost = forgotten;
    while (position < beforePosition && position < tail) {
      int index = (int) position & (capacity - 1);
      if (buffer.getInt(index + ChangeLayout.KIND_OFFSET, ORDER) != ChangeLayout.PADDING) {
        lost = buffer.getLong(index + ChangeLayout.SEQUENCE_OFFSET, ORDER);
      }
      position += buffer.getInt(index + ChangeLayout.LENGTH_OFFSET, ORDER);
    }
    forgotten = lost;
    head = position;
    dropCatalogsBefore(position);
  }

  /** A new reader that stands after the last published commit. */
  public ChangeReader newReader() {
    return new RingChangeReader(this);
  }

  /** The sequence after which all changes are here. */
  public long oldestSequence() {
    return forgotten;
  }

  /** The last command published; every change of it and before has been shown. */
  public long newestSequence() {
    return newestSequence;
  }

  /**
   * Runs {@code newListener} on the applying thread after each publication that has changes. It
   * must be quick, and only wake somebody.
   */
  public void onPublished(Runnable newListener) {
    listener = newListener;
  }

  UnsafeBuffer buffer() {
    return buffer;
  }

  int capacity() {
    return capacity;
  }

  long published() {
    return published;
  }

  /** Returns the catalog of a schema version, or null if no entry is of it any more. */
  Catalog catalog(long version) {
    Catalog[] known = catalogs;
    for (int i = known.length - 1; i >= 0; i--) {
      if (known[i].schemaVersion() == version) {
        return known[i];
      }
    }
    return null;
  }

  /** Returns the catalog before a schema version, or null if it is not known any more. */
  Catalog catalogBefore(long version) {
    Catalog[] known = catalogs;
    for (int i = known.length - 1; i > 0; i--) {
      if (known[i].schemaVersion() == version) {
        return known[i - 1];
      }
    }
    return null;
  }

  /** Positions below this may have been overwritten. */
  long lostBefore() {
    return intent - capacity;
  }

  /** Where the oldest entry begins. */
  long head() {
    return head;
  }
}
