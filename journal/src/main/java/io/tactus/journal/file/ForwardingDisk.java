package io.tactus.journal.file;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Passes every operation on to another disk: for one that stands before a disk and does a few of
 * them otherwise, or hands out its files in disguise. Threading: as the disk behind it.
 */
public abstract class ForwardingDisk implements Disk {
  private final Disk disk;

  /** Stands before a disk. */
  protected ForwardingDisk(Disk disk) {
    this.disk = disk;
  }

  /** What is handed out for a file that may be written: the file itself. */
  protected DiskFile forWriting(DiskFile file) {
    return file;
  }

  /** What is handed out for a file opened for reading only: the file itself. */
  protected DiskFile forReading(DiskFile file) {
    return file;
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return forWriting(disk.create(name));
  }

  @Override
  public DiskFile createUncached(String name) throws IOException {
    return forWriting(disk.createUncached(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return forWriting(disk.open(name));
  }

  @Override
  public DiskFile openReadOnly(String name) throws IOException {
    return forReading(disk.openReadOnly(name));
  }

  @Override
  public DiskFile openPaced(String name, Throttle pace) throws IOException {
    return forReading(disk.openPaced(name, pace));
  }

  @Override
  public boolean exists(String name) throws IOException {
    return disk.exists(name);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return disk.list(directory);
  }

  @Override
  public void createDirectory(String directory) throws IOException {
    disk.createDirectory(directory);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    disk.rename(from, to);
  }

  @Override
  public void delete(String name) throws IOException {
    disk.delete(name);
  }

  @Override
  public void deleteGradually(String name, BooleanSupplier isOver) throws IOException {
    disk.deleteGradually(name, isOver);
  }

  @Override
  public long usableBytes() throws IOException {
    return disk.usableBytes();
  }

  @Override
  public void forceDirectory(String directory) throws IOException {
    disk.forceDirectory(directory);
  }

  @Override
  public AutoCloseable lock(String name) throws IOException {
    return disk.lock(name);
  }

  @Override
  public Executor background() {
    return disk.background();
  }

  @Override
  public String describe(String name) {
    return disk.describe(name);
  }
}
