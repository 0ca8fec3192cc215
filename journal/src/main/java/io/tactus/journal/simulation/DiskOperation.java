package io.tactus.journal.simulation;

/** The operations that change a disk, or make a change durable; the ones a fault can strike. */
public enum DiskOperation {
  CREATE,
  WRITE,
  FORCE,
  RENAME,
  DELETE,
  CREATE_DIRECTORY,
  FORCE_DIRECTORY
}
