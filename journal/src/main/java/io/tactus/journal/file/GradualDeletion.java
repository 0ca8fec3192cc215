package io.tactus.journal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes a large file so that others can use the disk meanwhile. The name goes first and at once;
 * then what it held is given back slice by slice, each in a transaction of the file system of its
 * own. Given back all together, a gigabyte kept forces of other files waiting for a tenth of a
 * second and more where the file system tells the disk what became free ({@code discard}).
 *
 * <p>A file that has another name as well is only unlinked, for whoever made that name counts on
 * its contents; so is one that cannot be opened.
 *
 * <p>Threading: any thread that nobody waits for; it takes {@value #PAUSE_NS} ns and a force for
 * each {@value #SLICE_BYTES} bytes.
 */
public final class GradualDeletion {
  private static final Logger LOG = LoggerFactory.getLogger(GradualDeletion.class);

  /** Smaller files are deleted like any. */
  static final long SLICE_BYTES = 16 << 20;

  static final long PAUSE_NS = 20_000_000;

  private GradualDeletion() {}

  /** A file that goes, open so that its contents outlive its name. */
  public interface OpenFile {
    /** Takes its name away. */
    void deleteName() throws IOException;

    /** Sees to it that a crash does not bring the name back. */
    void forceName() throws IOException;

    /** Bytes it has. */
    long size() throws IOException;

    /** Gives back what is behind a length, on the disk as well when this returns. */
    void shorten(long bytes) throws IOException;
  }

  /**
   * Deletes a file, which must exist; when this returns, its room is free again.
   *
   * @param isOver once it says so the rest is given back at once
   */
  static void delete(Path file, BooleanSupplier isOver) throws IOException {
    FileChannel channel = Files.size(file) > SLICE_BYTES ? openAlone(file) : null;
    if (channel == null) {
      Files.delete(file);
      return;
    }
    try (channel) {
      delete(new RealFile(file, channel), SLICE_BYTES, isOver);
    }
  }

  /** As {@link #delete(Path, BooleanSupplier)}, in slices of so many bytes; closing is left. */
  public static void delete(OpenFile file, long sliceBytes, BooleanSupplier isOver)
      throws IOException {
    file.deleteName();
    // A crash must not bring the name back with less behind it than it stood for.
    file.forceName();
    try {
      for (long left = file.size() - sliceBytes;
          left > 0 && !isOver.getAsBoolean();
          left -= sliceBytes) {
        file.shorten(left);
      }
    } catch (IOException e) {
      // The file is gone; closing it gives back the rest.
      LOG.debug("{} is given back at once", file, e);
    }
  }

  /** Null if it is no file of one name, or not ours to write. */
  private static FileChannel openAlone(Path file) {
    try {
      Object names = Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Integer.valueOf(1).equals(names)) {
        return FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
      }
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      LOG.debug("{} is deleted like a small file", file, e);
    }
    return null;
  }

  /** One of the real file system. */
  record RealFile(Path path, FileChannel channel) implements OpenFile {
    /** For log lines. */
    @Override
    public String toString() {
      return path.toString();
    }

    @Override
    public void deleteName() throws IOException {
      Files.delete(path);
    }

    @Override
    public void forceName() throws IOException {
      NioDisk.forceFolder(path.toAbsolutePath().getParent());
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void shorten(long bytes) throws IOException {
      channel.truncate(bytes);
      channel.force(true);
      LockSupport.parkNanos(PAUSE_NS);
    }
  }
}
