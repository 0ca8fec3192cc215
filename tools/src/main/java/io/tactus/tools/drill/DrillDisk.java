package io.tactus.tools.drill;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A disk on which the journal fails, or group commits take long; everything else goes as on the
 * disk below. Threading: any thread.
 */
final class DrillDisk implements Disk {
  private static final String JOURNAL = "journal/";

  private final Disk disk;
  private final long failsAt;
  private final long forceTakesMs;
  private final Minute minute = new Minute();

  /** As {@link Drill#journalFailsAt} and {@link Drill#forceTakesMs} say. */
  DrillDisk(Disk disk, long failsAt, long forceTakesMs) {
    this.disk = disk;
    this.failsAt = failsAt;
    this.forceTakesMs = forceTakesMs;
  }

  private DiskFile drilled(DiskFile file) {
    boolean isJournal = file.name().startsWith(JOURNAL);
    return isJournal ? new DrillFile(file, failsAt, forceTakesMs, minute) : file;
  }

  @Override
  public DiskFile create(String name) throws IOException {
    return drilled(disk.create(name));
  }

  @Override
  public DiskFile open(String name) throws IOException {
    return drilled(disk.open(name));
  }

  @Override
  public DiskFile openReadOnly(String name) throws IOException {
    return disk.openReadOnly(name);
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
