package io.tactus.journal.file;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes folders whose names outlive a crash. Stateless. */
final class FolderPath {
  private static final Logger LOG = LoggerFactory.getLogger(FolderPath.class);

  private FolderPath() {}

  /**
   * Makes a folder and those above it that are missing; all of their names are durable when this
   * returns.
   *
   * <p>The name of the lowest one that was there is forced as well: a process may have made it and
   * died before it could. Those above that one had been forced before it was made.
   */
  static void create(Disk disk, String folder) throws IOException {
    if (folder.isEmpty()) {
      return;
    }
    String parent = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
    boolean there = disk.exists(folder);
    if (!there) {
      create(disk, parent);
    }
    disk.createDirectory(folder);
    try {
      disk.forceDirectory(parent);
    } catch (IOException e) {
      if (!there) {
        throw e;
      }
      // Whoever made it could force that folder, or it need not be: one that a disk is mounted at
      // may lie in a file system that knows no force, or that this user may not read.
      LOG.warn(
          "{} cannot be forced: if {} was made just now by somebody who could not either, a loss of"
              + " power may take it",
          disk.describe(parent),
          folder,
          e);
    }
  }
}
