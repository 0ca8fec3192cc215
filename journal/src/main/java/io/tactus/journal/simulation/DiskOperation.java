package io.tactus.journal.simulation;

/**
 * The operations a fault can strike. All but {@link #READ} change a disk, or make a change durable;
 * those are counted, because only between them it makes a difference where a machine stops.
 */
public enum DiskOperation {
  CREATE,
  WRITE,
  FORCE,
  TRUNCATE,
  RENAME,
  DELETE,
  CREATE_DIRECTORY,
  FORCE_DIRECTORY,
  READ
}
