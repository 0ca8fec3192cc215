package io.tactus.journal.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes a large file so that others can use the disk meanwhile. The name goes first and at once;
 * then what it held is given back slice by slice, each in a transaction of the file system of its
 * own. Given back all together, a gigabyte kept forces of other files waiting for a tenth of a
 * second and more where the file system tells the disk what became free ({@code discard}).
 *
 * <p>Threading: any thread; it takes {@value #PAUSE_NS} ns and a force for each {@value
 * #SLICE_BYTES} bytes, so not one that others wait for.
 */
final class GradualDeletion {
  private static final Logger LOG = LoggerFactory.getLogger(GradualDeletion.class);

  /** Smaller files are deleted like any. */
  static final long SLICE_BYTES = 16 << 20;

  static final long PAUSE_NS = 20_000_000;

  private GradualDeletion() {}

  /** Deletes a file, which must exist; when this returns, its room is free again. */
  static void delete(Path file) throws IOException {
    if (Files.size(file) <= SLICE_BYTES) {
      Files.delete(file);
      return;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      Files.delete(file);
      giveBack(channel, file);
    }
  }

  private static void giveBack(FileChannel channel, Path file) {
    try {
      for (long left = channel.size() - SLICE_BYTES; left > 0; left -= SLICE_BYTES) {
        channel.truncate(left);
        channel.force(true);
        LockSupport.parkNanos(PAUSE_NS);
      }
    } catch (IOException e) {
      // The file is gone; closing it gives back the rest.
      LOG.debug("{} is given back at once", file, e);
    }
  }
}
