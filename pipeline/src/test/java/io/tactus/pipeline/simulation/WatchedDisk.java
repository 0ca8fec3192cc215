package io.tactus.pipeline.simulation;

import io.tactus.journal.FolderLayout;
import io.tactus.journal.file.Disk;
import io.tactus.journal.simulation.SimulatedCrash;
import java.io.IOException;
import java.util.Set;

/**
 * Looks on while a disk is used: counts what is done where, and notes the first failures.
 * Threading: one thread.
 */
final class WatchedDisk {
  private static final Set<String> CHANGES =
      Set.of(
          "create",
          "createUncached",
          "rename",
          "delete",
          "deleteGradually",
          "forceDirectory",
          "writeFully",
          "force");

  private final Coverage coverage;
  private final Disk watched;
  private boolean crashed;
  private String journalFailure;
  private long failures;

  WatchedDisk(Disk disk, Coverage coverage) {
    this.coverage = coverage;
    this.watched = InterceptedDisk.over(disk, this::call);
  }

  /** The disk to be used. */
  Disk disk() {
    return watched;
  }

  /** Whether the machine stopped. */
  boolean crashed() {
    return crashed;
  }

  /** How many operations failed. */
  long failures() {
    return failures;
  }

  /** The first write or force of a segment that failed, or null. */
  String journalFailure() {
    return journalFailure;
  }

  private Object call(InterceptedDisk.Call call, String file) throws Throwable {
    if (CHANGES.contains(call.name())) {
      coverage.count("disk " + call.name() + " in " + folder(file));
    }
    try {
      return call.proceed();
    } catch (IOException | SimulatedCrash e) {
      note(e, call.name(), file);
      throw e;
    }
  }

  private void note(Throwable failure, String operation, String name) {
    if (failure instanceof SimulatedCrash && !crashed) {
      crashed = true;
      coverage.count("crash at " + operation + " in " + folder(name));
    } else if (failure instanceof IOException && !crashed) {
      failures++;
      coverage.count("failed " + operation + " in " + folder(name));
      boolean segment = folder(name).equals("journal");
      boolean change = operation.startsWith("write") || operation.equals("force");
      if (segment && change && journalFailure == null) {
        journalFailure = operation + " " + name;
      }
    }
  }

  private static String folder(String name) {
    if (name.startsWith(FolderLayout.JOURNAL + "/")) {
      // A segment is written through the handle it was opened with while it was a spare.
      return name.endsWith(".tmp") ? "journal (spare)" : "journal";
    }
    int slash = name.indexOf('/');
    return slash < 0 ? "root" : name.substring(0, slash);
  }
}
