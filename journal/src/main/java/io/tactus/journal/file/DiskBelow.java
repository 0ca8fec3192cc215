package io.tactus.journal.file;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * A folder of another disk as a disk of its own, by the name the folder has there when it is used.
 * Threading: as the disk behind it.
 */
public final class DiskBelow implements Disk {
  private final Disk disk;
  private final String folder;

  /** The folder must exist when it is used. */
  public DiskBelow(Disk disk, String folder) {
    if (folder.isEmpty()) {
      throw new IllegalArgumentException("no name of a folder");
    }
    this.disk = disk;
    this.folder = folder;
  }

  private String path(String name) {
    return name.isEmpty() ? folder : folder + "/" + name;
  }

  /** A file knows itself by the name it was opened with. */
  private static DiskFile named(String name, DiskFile file) {
    return new ForwardingFile(file) {
      @Override
      public String name() {
        return name;
      }
    };
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return named(name, disk.create(path(name)));
  }

  @Override
  public DiskFile createUncached(String name) throws IOException {
    return named(name, disk.createUncached(path(name)));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return named(name, disk.open(path(name)));
  }

  @Override
  public DiskFile openReadOnly(String name) throws IOException {
    return named(name, disk.openReadOnly(path(name)));
  }

  @Override
  public DiskFile openPaced(String name, Throttle pace) throws IOException {
    return named(name, disk.openPaced(path(name), pace));
  }

  @Override
  public boolean exists(String name) throws IOException {
    return disk.exists(path(name));
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return disk.list(path(directory));
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    disk.createDirectory(path(directory));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(path(from), path(to));
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(path(name));
  }

  @Override
  public void deleteGradually(String name, BooleanSupplier isOver) throws IOException {
    disk.deleteGradually(path(name), isOver);
  }

  @Override
  public long usableBytes() throws IOException {
    return disk.usableBytes();
  }

  @Override
  public void forceDirectory(String directory) throws IOException {
    disk.forceDirectory(path(directory));
  }

  @Override
  public AutoCloseable lock(String name) throws IOException {
    return disk.lock(path(name));
  }

  @Override
  public Executor background() {
    return disk.background();
  }

  @Override
  public String describe(String name) {
    return disk.describe(path(name));
  }
}
