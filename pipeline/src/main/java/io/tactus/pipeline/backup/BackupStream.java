package io.tactus.pipeline.backup;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The bytes of one backup, a tar, for whoever pulls them. Holds one open file and a piece of 128
 * KiB, however slowly it is pulled; nothing of the state.
 *
 * <p>Threading: any thread, one at a time; {@link #close} also beside a read, which then fails.
 */
public final class BackupStream implements AutoCloseable {
  private static final int PIECE_BYTES = 128 << 10;
  private static final int TAR_RECORD_BYTES = 512;
  private static final int TAR_END_BYTES = 2 * TAR_RECORD_BYTES;

  private final Disk disk;
  private final BackupManifest manifest;
  private final Runnable whenClosed;
  private final long sizeBytes;
  private final List<BackupFile> done = new ArrayList<>();
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
  private final Piece written = new Piece();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(written);
  private final MessageDigest digest = sha256();
  private DiskFile open;
  private long position;
  private boolean complete;
  private boolean closed;

  /** What the tar writer has put out and nobody has taken yet. */
  private static final class Piece extends ByteArrayOutputStream {
    private int taken;

    Piece() {
      super(PIECE_BYTES + 4 * TAR_RECORD_BYTES);
    }

    boolean isEmpty() {
      return taken == count;
    }

    void takeInto(ByteBuffer target) {
      int bytes = Math.min(count - taken, target.remaining());
      target.put(buf, taken, bytes);
      taken += bytes;
      if (taken == count) {
        reset();
        taken = 0;
      }
    }
  }

  /**
   * Creates a stream over files that stay as they are until it is closed.
   *
   * @param manifest without hashes
   * @param whenClosed runs once
   */
  BackupStream(Disk disk, BackupManifest manifest, Runnable whenClosed) {
    this.disk = disk;
    this.manifest = manifest;
    this.whenClosed = whenClosed;
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
    long size = TAR_END_BYTES + entryBytes(manifest.print().length);
    for (BackupFile file : manifest.files()) {
      size += entryBytes(file.bytes());
    }
    sizeBytes = size;
  }

  private static long entryBytes(long contents) {
    return TAR_RECORD_BYTES
        + (contents + TAR_RECORD_BYTES - 1) / TAR_RECORD_BYTES * TAR_RECORD_BYTES;
  }

  /** How many bytes there will be in all. */
  public long sizeBytes() {
    return sizeBytes;
  }

  /** What it holds; the hashes only come with the stream. */
  public BackupManifest manifest() {
    return manifest;
  }

  /**
   * Fills a buffer as far as there is something; reads files, so it may block on the disk.
   *
   * @return false if it was at the end already
   * @throws IOException if a file cannot be read, or the stream was closed before its end
   */
  public synchronized boolean read(ByteBuffer target) throws IOException {
    boolean any = false;
    while (target.hasRemaining()) {
      if (closed) {
        throw new IOException("the backup was closed");
      }
      if (written.isEmpty() && !advance()) {
        break;
      }
      written.takeInto(target);
      any = true;
    }
    return any;
  }

  /** Puts out a little more; false at the end. */
  private boolean advance() throws IOException {
    if (open != null) {
      copy();
    } else if (done.size() < manifest.files().size()) {
      BackupFile next = manifest.files().get(done.size());
      open = disk.openReadOnly(next.name());
      position = 0;
      begin(next.name(), next.bytes());
    } else if (!complete) {
      byte[] document = manifest.withFiles(done).print();
      begin(BackupManifest.NAME, document.length);
      tar.write(document);
      tar.closeArchiveEntry();
      tar.close();
      complete = true;
    } else {
      return false;
    }
    return true;
  }

  private void begin(String name, long bytes) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(bytes);
    entry.setModTime(manifest.createdMicros() / 1_000);
    tar.putArchiveEntry(entry);
  }

  private void copy() throws IOException {
    BackupFile file = manifest.files().get(done.size());
    piece.clear().limit((int) Math.min(PIECE_BYTES, file.bytes() - position));
    open.readFully(piece, position);
    position += piece.limit();
    digest.update(piece.array(), 0, piece.limit());
    tar.write(piece.array(), 0, piece.limit());
    if (position == file.bytes()) {
      tar.closeArchiveEntry();
      open.close();
      open = null;
      done.add(file.withSha256(HexFormat.of().formatHex(digest.digest())));
    }
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  /** Lets go of the files; again does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It was only read; what was read has gone out already.
      assert e != null;
    } finally {
      whenClosed.run();
    }
  }
}
