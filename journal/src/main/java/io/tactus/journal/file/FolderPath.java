package io.tactus.journal.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
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
    } catch (AccessDeniedException e) {
      if (!there) {
        throw e;
      }
      // Whoever made it could read that folder, or forces it himself.
      LOG.debug("{} cannot be forced, though {} is in it", disk.describe(parent), folder, e);
    }
  }
}
