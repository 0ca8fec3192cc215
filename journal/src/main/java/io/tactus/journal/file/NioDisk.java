package io.tactus.journal.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The real file system below one folder. Threading: any thread. */
public final class NioDisk implements Disk {
  private static final Logger LOG = LoggerFactory.getLogger(NioDisk.class);
  private static final String NOT_A_FOLDER = "Not a directory";

  /** File systems that number no files cannot tell them apart. */
  private static final Object NO_KEY = "no key";

  private static final Object NO_FILE = "no file";

  /** Past the cache of the operating system; null if this Java does not offer it. */
  private static final OpenOption DIRECT = direct();

  private final Path root;

  private NioDisk(Path root) {
    this.root = root;
  }

  /** A disk over a folder, which is created if it is missing. */
  public static NioDisk at(Path root) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    Path top = absolute.getRoot();
    FolderPath.create(new NioDisk(top), top.relativize(absolute).toString());
    return new NioDisk(absolute);
  }

  /** A disk over a folder that must exist; creates nothing. For tools that only read. */
  public static NioDisk existing(Path root) throws IOException {
    Path absolute = root.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      throw new IOException("no such folder: " + absolute);
    }
    return new NioDisk(absolute);
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return channel(
        name, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile createUncached(String name) throws IOException {
    DiskFile plain = create(name);
    DiskFile direct = null;
    try {
      int alignment = alignment(name);
      direct = alignment == 0 ? null : openDirectly(name, StandardOpenOption.WRITE);
      return new UncachedFile(plain, direct, UncachedFile.BLOCK_BYTES, Math.max(1, alignment));
    } catch (RuntimeException | Error e) {
      closeBoth(plain, direct);
      throw e;
    }
  }

  /** What direct writes are to be aligned to; 0 if there cannot be any. */
  private int alignment(String name) {
    try {
      long block = DIRECT == null ? 0 : Files.getFileStore(path(name)).getBlockSize();
      return Long.bitCount(block) == 1 && block <= UncachedFile.BLOCK_BYTES ? (int) block : 0;
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("{}: its file system does not tell the size of its blocks", describe(name), e);
      return 0;
    }
  }

  /** Null if this file system knows no other way than through the cache. */
  private DiskFile openDirectly(String name, OpenOption access) {
    try {
      return channel(name, access, DIRECT);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("{}: through the cache", describe(name), e);
      return null;
    }
  }

  /** By name: it belongs to the JDK, and not to Java. */
  private static OpenOption direct() {
    try {
      return (OpenOption)
          Class.forName("com.sun.nio.file.ExtendedOpenOption").getField("DIRECT").get(null);
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return channel(name, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public DiskFile openReadOnly(String name) throws IOException {
    return channel(name, StandardOpenOption.READ);
  }

  @Override
  public DiskFile openPaced(String name, Throttle pace) throws IOException {
    DiskFile plain = openReadOnly(name);
    DiskFile direct = null;
    try {
      int alignment = alignment(name);
      direct = alignment == 0 ? null : openDirectly(name, StandardOpenOption.READ);
      return new PacedReads(
          direct == null ? plain : new UncachedReads(plain, direct, alignment), pace);
    } catch (RuntimeException | Error e) {
      closeBoth(plain, direct);
      throw e;
    }
  }

  /** There was no memory for their block. */
  private static void closeBoth(DiskFile plain, DiskFile direct) throws IOException {
    try (plain) {
      if (direct != null) {
        direct.close();
      }
    }
  }

  @Override
  public boolean exists(String name) throws IOException {
    // Files.exists says "no" to every error: a disk that does not answer would look like a new one.
    try {
      Files.readAttributes(path(name), BasicFileAttributes.class);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (FileSystemException e) {
      if (NOT_A_FOLDER.equals(e.getReason())) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    Path folder = path(directory);
    List<String> names = new ArrayList<>();
    if (exists(directory) && Files.isDirectory(folder)) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
        addFiles(entries, names);
      }
    }
    Collections.sort(names);
    return names;
  }

  /** Adds the simple names of the files, not folders, among the entries. */
  static void addFiles(DirectoryStream<Path> entries, List<String> names) throws IOException {
    try {
      for (Path entry : entries) {
        if (Files.isRegularFile(entry)) {
          names.add(String.valueOf(entry.getFileName()));
        }
      }
    } catch (DirectoryIteratorException e) {
      // What goes wrong on the way comes unchecked.
      throw e.getCause();
    }
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    Path folder = path(directory);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(path(name));
  }

  @Override
  public void deleteGradually(String name, BooleanSupplier isOver) throws IOException {
    GradualDeletion.delete(path(name), isOver);
  }

  @Override
  public void forceDirectory(String directory) throws IOException {
    forceFolder(path(directory));
  }

  @Override
  public long usableBytes() throws IOException {
    return Files.getFileStore(root).getUsableSpace();
  }

  @Override
  public AutoCloseable lock(String name) throws IOException {
    if (!exists(name)) {
      createIfMissing(name);
    }
    Object before = fileKey(name);
    FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE);
    boolean mine = false;
    try {
      FileLock lock = channel.tryLock();
      // Its last holder may have deleted or moved the file: a lock on that one guards nothing.
      mine = lock != null && before.equals(fileKey(name));
    } catch (OverlappingFileLockException e) {
      // This same process holds it: for the caller that is no different.
    } finally {
      if (!mine) {
        channel.close();
      }
    }
    if (!mine) {
      throw new DiskLockedException(describe(name));
    }
    return channel;
  }

  private void createIfMissing(String name) throws IOException {
    try {
      Files.createFile(path(name));
    } catch (FileAlreadyExistsException e) {
      // Another one was quicker.
    }
  }

  /** What tells a file from a later one of the same name. */
  private Object fileKey(String name) throws IOException {
    try {
      Object key = Files.readAttributes(path(name), BasicFileAttributes.class).fileKey();
      return key == null ? NO_KEY : key;
    } catch (NoSuchFileException e) {
      return NO_FILE;
    }
  }

  /** A daemon thread per task; there is one every few dozen megabytes of journal. */
  @Override
  public Executor background() {
    return task -> Thread.ofPlatform().daemon().name("tactus-disk").start(task);
  }

  @Override
  public String describe(String name) {
    return path(name).toString();
  }

  private Path path(String name) {
    Path path = root.resolve(name).normalize();
    if (!path.startsWith(root)) {
      throw new IllegalArgumentException("name leaves the data folder: " + name);
    }
    return path;
  }

  private DiskFile channel(String name, OpenOption... options) throws IOException {
    return new ChannelFile(name, FileChannel.open(path(name), options));
  }

  static void forceFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private record ChannelFile(String name, FileChannel channel) implements DiskFile {
    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
      return channel.read(target, position);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
      return channel.write(source, position);
    }

    @Override
    public void force() throws IOException {
      // false = fdatasync: data and length, not the time stamps.
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
