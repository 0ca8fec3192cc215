package io.tactus.journal.snapshot;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.JournalFailure;
import io.tactus.journal.file.BackgroundWork;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.journal.file.Throttle;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Reads one snapshot file from front to back. While blocks are shown, those behind them are read
 * and checked in the disk's background.
 *
 * <p>Threading: one thread, and the background; never on the same chunk.
 */
public final class SnapshotReader implements AutoCloseable {
  /** The largest block. */
  public static final int MAX_BLOCK_BYTES = 1 << 20;

  private static final String ADVICE =
      "An older snapshot and the journal behind it can take its place.";

  private final Disk disk;
  private final String name;
  private final DiskFile file;
  private final long size;
  private final BackgroundWork ahead;
  private SnapshotChunk chunk;
  private SnapshotChunk next;
  private int at;
  private SnapshotMeta meta;
  private int metaCrc;
  private long firstBlock;
  private int chain;

  private SnapshotReader(Disk disk, String name, DiskFile file) throws IOException {
    this.disk = disk;
    this.name = name;
    this.file = file;
    this.size = file.size();
    this.ahead = new BackgroundWork(disk);
    this.chunk = new SnapshotChunk(file, size);
    this.next = new SnapshotChunk(file, size);
  }

  /**
   * Opens a snapshot and checks its head.
   *
   * @throws JournalDamage if it does not check out
   * @throws JournalFailure if it cannot be read
   */
  public static SnapshotReader open(Disk disk, String file) {
    return open(disk, file, disk::openReadOnly);
  }

  /**
   * As above, for who only wants to know whether it is whole, beside others who use the disk.
   *
   * @param pace called after each piece that was read, by the thread that reads
   */
  static SnapshotReader openPaced(Disk disk, String file, Throttle pace) {
    return open(disk, file, name -> disk.openPaced(name, pace));
  }

  /** How a file is opened. */
  private interface Opening {
    DiskFile open(String name) throws IOException;
  }

  private static SnapshotReader open(Disk disk, String file, Opening opening) {
    try {
      DiskFile opened = opening.open(file);
      SnapshotReader reader = null;
      try {
        reader = new SnapshotReader(disk, file, opened);
        reader.readHead();
        return reader;
      } catch (IOException | RuntimeException | Error e) {
        if (reader == null) {
          opened.close();
        } else {
          reader.close();
        }
        throw e;
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(file), e);
    }
  }

  /**
   * What a snapshot says about itself; only its head is read.
   *
   * @throws JournalDamage if the head does not check out
   * @throws JournalFailure if it cannot be read
   */
  public static SnapshotMeta head(Disk disk, String file) {
    try (SnapshotReader reader = open(disk, file)) {
      return reader.meta();
    }
  }

  public SnapshotMeta meta() {
    return meta;
  }

  /** Bytes of the file. */
  public long sizeBytes() {
    return size;
  }

  /** How many bytes of the file lie before the block that is being shown. */
  public long positionBytes() {
    return chunk.position() + at;
  }

  /**
   * Visits all blocks in order. Blocks are checked one by one before they are shown, completeness
   * only at the end: on an exception throw away what the visitor built.
   *
   * @throws JournalDamage if anything does not check out
   * @throws JournalFailure if the file cannot be read
   */
  public void forEach(BlockVisitor visitor) {
    try {
      begin();
      readAhead();
      long index = 0;
      while (readBlock(index, visitor)) {
        index++;
      }
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(name), e);
    }
  }

  /**
   * Visits the first block, if there is one.
   *
   * @throws JournalDamage if it does not check out
   * @throws JournalFailure if the file cannot be read
   */
  public void first(BlockVisitor visitor) {
    try {
      begin();
      readBlock(0, visitor);
    } catch (IOException e) {
      throw new JournalFailure("cannot read " + disk.describe(name), e);
    }
  }

  private void begin() throws IOException {
    ahead.close();
    chunk.read(firstBlock);
    chunk.check(metaCrc);
    at = 0;
    chain = 0;
  }

  /** Has the chunk behind the present one made ready, if there can be one. */
  private void readAhead() {
    SnapshotChunk target = next;
    long from = chunk.position() + chunk.checked();
    if (chunk.checked() > 0 && size - from >= SnapshotFormat.BLOCK_HEADER_BYTES) {
      ahead.begin(
          () -> {
            target.read(from);
            target.check(metaCrc);
          });
    }
  }

  private void nextChunk() throws IOException {
    ahead.end();
    SnapshotChunk done = chunk;
    chunk = next;
    next = done;
    at = 0;
    readAhead();
  }

  /** Shows the block that comes next; false if it is the trailer, which checks out then. */
  private boolean readBlock(long index, BlockVisitor visitor) throws IOException {
    if (!chunk.isChecked(at) && ahead.isBegun()) {
      nextChunk();
    }
    boolean checked = chunk.isChecked(at);
    need(SnapshotFormat.BLOCK_HEADER_BYTES);
    ByteBuffer bytes = chunk.bytes();
    int length = bytes.getInt(at + SnapshotFormat.LENGTH_OFFSET);
    int kind = bytes.getInt(at + SnapshotFormat.KIND_OFFSET);
    long id = bytes.getLong(at + SnapshotFormat.ID_OFFSET);
    int bodyCrc = bytes.getInt(at + SnapshotFormat.BODY_CRC_OFFSET);
    int headerCrc = bytes.getInt(at + SnapshotFormat.HEADER_CRC_OFFSET);
    if (!checked && SnapshotFormat.blockCrc(bytes, at, metaCrc) != headerCrc) {
      throw damage("the header of block " + index + " does not check out");
    }
    if (bytes.getLong(at + SnapshotFormat.INDEX_OFFSET) != index) {
      throw damage("a block is missing before this one");
    }
    if (kind == SnapshotFormat.TRAILER_KIND) {
      checkTrailer(id == index && bodyCrc == chain && length == 0);
      return false;
    }
    if (kind < 0 || length < 0 || length > MAX_BLOCK_BYTES) {
      throw damage("block " + index + " has kind " + kind + " and " + length + " bytes");
    }
    chain = SnapshotFormat.chain(chain, headerCrc);
    int bodyBytes = SnapshotFormat.aligned(length);
    need(SnapshotFormat.BLOCK_HEADER_BYTES + bodyBytes);
    int bodyAt = at + SnapshotFormat.BLOCK_HEADER_BYTES;
    if (!checked && SnapshotFormat.crc(bytes, bodyAt, bodyBytes) != bodyCrc) {
      throw damage("the body of block " + index + " does not check out");
    }
    visitor.onBlock(kind, id, chunk.view(), bodyAt, length);
    at = bodyAt + bodyBytes;
    return true;
  }

  @Override
  public void close() {
    ahead.close(); // It reads into memory that is given back now.
    chunk.close();
    next.close();
    try {
      file.close();
    } catch (IOException e) {
      throw new JournalFailure("cannot close " + disk.describe(name), e);
    }
  }

  private void readHead() throws IOException {
    chunk.read(0);
    at = 0;
    need(SnapshotFormat.HEAD_BYTES);
    ByteBuffer bytes = chunk.bytes();
    int headCrc = SnapshotFormat.crc(bytes, at, SnapshotFormat.HEAD_CRC_OFFSET);
    if (bytes.getInt(at + SnapshotFormat.HEAD_CRC_OFFSET) != headCrc) {
      throw damage("the head of the snapshot does not check out");
    }
    if (bytes.getLong(at + SnapshotFormat.MAGIC_OFFSET) != SnapshotFormat.MAGIC) {
      throw damage("this is not a Tactus snapshot");
    }
    int version = bytes.getInt(at + SnapshotFormat.FORMAT_VERSION_OFFSET);
    int length = bytes.getInt(at + SnapshotFormat.META_LENGTH_OFFSET);
    if (version != SnapshotFormat.FORMAT_VERSION) {
      throw damage(
          "the snapshot has format version "
              + version
              + ", this version reads "
              + SnapshotFormat.FORMAT_VERSION,
          JournalDamage.OTHER_VERSION + ' ' + ADVICE);
    }
    if (length < 0 || length > SnapshotFormat.MAX_META_BYTES) {
      throw damage("the snapshot says that its meta has " + length + " bytes");
    }
    metaCrc = bytes.getInt(at + SnapshotFormat.META_CRC_OFFSET);
    int metaBytes = SnapshotFormat.aligned(length);
    need(SnapshotFormat.HEAD_BYTES + metaBytes);
    int metaAt = at + SnapshotFormat.HEAD_BYTES;
    int found = SnapshotFormat.crc(bytes, metaAt, metaBytes);
    if (found != metaCrc) {
      throw damage("the meta of the snapshot does not check out");
    }
    try {
      meta = SnapshotFormat.meta(bytes.duplicate().position(metaAt).limit(metaAt + length));
    } catch (BufferUnderflowException e) {
      throw damage("the meta of the snapshot is shorter than what it says");
    }
    firstBlock = (long) metaAt + metaBytes;
    if (!SnapshotName.of(meta.sequence(), meta.epoch()).equals(name)) {
      throw damage("the snapshot is of sequence " + meta.sequence() + ", epoch " + meta.epoch());
    }
  }

  private void checkTrailer(boolean matches) {
    if (!matches) {
      throw damage("the trailer does not match the blocks");
    }
    if (chunk.position() + at + SnapshotFormat.BLOCK_HEADER_BYTES != size) {
      throw damage("there are bytes behind the trailer");
    }
  }

  /** A chunk ends before this many bytes only where the file does. */
  private void need(int count) {
    if (chunk.filled() - at < count) {
      throw damage("the snapshot ends in the middle");
    }
  }

  private JournalDamage damage(String reason) {
    return damage(reason, ADVICE);
  }

  private JournalDamage damage(String reason, String advice) {
    return new JournalDamage(
        disk.describe(name),
        chunk.position() + at,
        meta == null ? 0 : meta.sequence(),
        reason,
        advice);
  }
}
