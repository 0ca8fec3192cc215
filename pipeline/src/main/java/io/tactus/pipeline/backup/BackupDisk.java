package io.tactus.pipeline.backup;

import io.tactus.journal.JournalDamage;
import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import io.tactus.pipeline.ProgressListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * A backup file as a folder that can be read: complete, and byte for byte what its manifest says.
 *
 * <p>What would change it is refused, method by method, on purpose: this is the one disk that is
 * only read, and one that quietly did nothing would be taken for one that did it.
 *
 * <p>Threading: any thread.
 */
public final class BackupDisk implements Disk, AutoCloseable {
  private static final int PIECE_BYTES = 1 << 20;
  private static final int MAX_MANIFEST_BYTES = 64 << 20;
  private static final String ADVICE =
      "Take the backup again, or use another one; nothing was restored from it.";

  private final Path path;
  private final FileChannel channel;
  private final BackupManifest manifest;
  private final Map<String, StoredFile> files = new TreeMap<>();

  private BackupDisk(
      Path path, FileChannel channel, BackupManifest manifest, Map<String, Stored> entries) {
    this.path = path;
    this.channel = channel;
    this.manifest = manifest;
    for (BackupFile file : manifest.files()) {
      files.put(file.name(), new StoredFile(channel, file, entries.get(file.name()).offset));
    }
  }

  /** Where an entry's bytes lie in the tar. */
  private record Stored(long offset, long bytes) {}

  /**
   * Opens a backup and checks all of it: reads it once, front to back.
   *
   * @param progress hears of bytes, as {@link ProgressListener.Stage#CHECK}
   * @throws JournalDamage if it was broken off, is no backup, or a byte of it has changed
   * @throws IOException if it cannot be read
   */
  public static BackupDisk open(Path path, ProgressListener progress) throws IOException {
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      Map<String, Stored> entries = entries(path);
      BackupManifest manifest = manifest(path, channel, entries);
      BackupDisk disk = new BackupDisk(path, channel, manifest, entries);
      disk.checkHashes(progress);
      return disk;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static Map<String, Stored> entries(Path path) throws IOException {
    Map<String, Stored> entries = new LinkedHashMap<>();
    try (TarFile tar = new TarFile(path)) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        entries.put(entry.getName(), new Stored(entry.getDataOffset(), entry.getSize()));
      }
    } catch (IOException | IllegalArgumentException e) {
      if (!Files.isReadable(path)) {
        throw e;
      }
      throw damage(path, 0, "it is not a whole tar file: " + e.getMessage());
    }
    return entries;
  }

  private static BackupManifest manifest(
      Path path, FileChannel channel, Map<String, Stored> entries) throws IOException {
    Stored stored = entries.get(BackupManifest.NAME);
    if (stored == null) {
      throw damage(
          path,
          channel.size(),
          "it was broken off: "
              + BackupManifest.NAME
              + ", which comes last, is not there, or it is no backup of Tactus");
    }
    if (stored.bytes > MAX_MANIFEST_BYTES || stored.offset + stored.bytes > channel.size()) {
      throw damage(path, stored.offset, "it was broken off in its manifest");
    }
    ByteBuffer document = ByteBuffer.allocate((int) stored.bytes);
    readFully(channel, document, stored.offset);
    BackupManifest manifest;
    try {
      manifest = BackupManifest.parse(document.array());
    } catch (BackupManifest.OtherVersion e) {
      throw new JournalDamage(
          path.toString(), stored.offset, 0, e.getMessage(), JournalDamage.OTHER_VERSION);
    } catch (IllegalArgumentException e) {
      throw damage(path, stored.offset, e.getMessage());
    }
    for (BackupFile file : manifest.files()) {
      Stored entry = entries.get(file.name());
      if (entry == null || entry.bytes != file.bytes() || file.wholeBytes() < file.bytes()) {
        throw damage(path, stored.offset, file.name() + " is not in it as its manifest says");
      }
    }
    if (entries.size() != manifest.files().size() + 1) {
      throw damage(path, stored.offset, "it holds entries that its manifest does not name");
    }
    return manifest;
  }

  private void checkHashes(ProgressListener progress) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(PIECE_BYTES);
    MessageDigest digest = BackupStream.sha256();
    long total = manifest.files().stream().mapToLong(BackupFile::bytes).sum();
    long read = 0;
    for (BackupFile file : manifest.files()) {
      long offset = files.get(file.name()).offset;
      for (long at = 0; at < file.bytes(); at += piece.limit()) {
        piece.clear().limit((int) Math.min(PIECE_BYTES, file.bytes() - at));
        readFully(channel, piece, offset + at);
        digest.update(piece.flip());
        read += piece.limit();
        progress.onProgress(ProgressListener.Stage.CHECK, read, total);
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(file.sha256())) {
        throw damage(path, offset, "the bytes of " + file.name() + " are not those backed up");
      }
    }
  }

  private static JournalDamage damage(Path path, long offset, String reason) {
    return new JournalDamage(path.toString(), offset, 0, reason, ADVICE);
  }

  private static void readFully(FileChannel channel, ByteBuffer target, long position)
      throws IOException {
    long at = position;
    while (target.hasRemaining()) {
      int bytes = channel.read(target, at);
      if (bytes < 0) {
        throw new IOException("the file ends at " + at);
      }
      at += bytes;
    }
  }

  /** What the backup says about itself. */
  public BackupManifest manifest() {
    return manifest;
  }

  @Override
  public DiskFile openReadOnly(String name) throws IOException {
    StoredFile file = files.get(name);
    if (file == null) {
      throw new IOException("no such file in the backup: " + name);
    }
    return file;
  }

  @Override
  public boolean exists(String name) {
    return files.containsKey(name);
  }

  @Override
  public List<String> list(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    return files.keySet().stream()
        .filter(name -> name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0)
        .map(name -> name.substring(prefix.length()))
        .toList();
  }

  @Override
  public String describe(String name) {
    return path + "!" + name;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public DiskFile create(String name) throws IOException {
    throw readOnly();
  }

  @Override
  public DiskFile open(String name) throws IOException {
    throw readOnly();
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    throw readOnly();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    throw readOnly();
  }

  @Override
  public void delete(String name) throws IOException {
    throw readOnly();
  }

  @Override
  public void forceDirectory(String directory) throws IOException {
    throw readOnly();
  }

  @Override
  public AutoCloseable lock(String name) throws IOException {
    throw readOnly();
  }

  /** None: nothing can be written. */
  @Override
  public long usableBytes() {
    return 0;
  }

  private static IOException readOnly() {
    return new IOException("a backup is only read");
  }

  /** One file in the tar; the end that was not backed up reads as zeros. */
  private record StoredFile(FileChannel channel, BackupFile file, long offset) implements DiskFile {

    @Override
    public String name() {
      return file.name();
    }

    @Override
    public long size() {
      return file.wholeBytes();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      long left = file.wholeBytes() - position;
      if (left <= 0) {
        return -1;
      }
      int wanted = (int) Math.min(target.remaining(), left);
      long stored = file.bytes() - position;
      if (stored <= 0) {
        int zeros = Math.min(wanted, PIECE_BYTES);
        target.put(new byte[zeros]);
        return zeros;
      }
      ByteBuffer window = target.slice(target.position(), (int) Math.min(wanted, stored));
      int bytes = channel.read(window, offset + position);
      if (bytes > 0) {
        target.position(target.position() + bytes);
      }
      return bytes;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      throw readOnly();
    }

    @Override
    public void force() throws IOException {
      throw readOnly();
    }

    /** The channel is the disk's. */
    @Override
    public void close() {}
  }
}
