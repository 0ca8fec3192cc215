package io.tactus.journal.file;

import io.tactus.journal.JournalFailure;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Small files that are there as a whole, the old contents or the new ones. Stateless. */
public final class WholeFile {

  private WholeFile() {}

  /**
   * Replaces a file: temporary file, force, rename, force of the folder. A temporary file that a
   * crash left behind is deleted first.
   *
   * @throws JournalFailure if a file operation fails; the file has its old contents or the new ones
   */
  public static void replace(Disk disk, String name, byte[] contents) {
    String temporary = name + ".tmp";
    try {
      if (disk.exists(temporary)) {
        disk.delete(temporary);
      }
      try (DiskFile file = disk.create(temporary)) {
        file.writeFully(ByteBuffer.wrap(contents), 0);
        file.force();
      }
      disk.rename(temporary, name);
      int slash = name.lastIndexOf('/');
      disk.forceDirectory(slash < 0 ? "" : name.substring(0, slash));
    } catch (IOException e) {
      throw new JournalFailure("cannot replace " + disk.describe(name), e);
    }
  }
}
