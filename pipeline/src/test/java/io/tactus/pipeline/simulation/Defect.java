package io.tactus.pipeline.simulation;

import io.tactus.journal.BrokenDisk;
import io.tactus.journal.Durability;
import io.tactus.journal.file.Disk;
import io.tactus.pipeline.backup.RestorePoint;
import io.tactus.storage.BrokenStores;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;

/** What may be wrong with an engine, to prove that the simulation would find it. */
enum Defect {
  /** Nothing. */
  NONE(""),
  /** Replies go out when a command is written, before it is forced. */
  REPLY_BEFORE_FORCE("acknowledged through .* but lost behind"),
  /** A force that fails counts as one that did not. */
  FORCE_ERROR_IGNORED("there is nothing, (where|but)"),
  /** A start does not write again what a force that failed has left behind. */
  NOT_WRITTEN_AGAIN("there is nothing, (where|but)"),
  /** New names in the journal's folder are not forced. */
  DIRECTORY_NOT_FORCED("acknowledged through .* but lost|knows more than the journal|are missing"),
  /** Snapshots get their name before their bytes are on the disk. */
  SNAPSHOT_NOT_FORCED("the journal begins only at sequence"),
  /** Bytes that were not written count as records. */
  NO_CHECKSUM("body of sequence"),
  /** Undoing a command forgets some of what it did. */
  UNDO_ENTRY_LOST("hash of|rows of|a row of .* that the model does not have|first divergence"),
  /** What was done for an idempotency key is forgotten at each start. */
  KEYS_FORGOTTEN("sequence of the first time"),
  /** A restore to a sequence goes one command too far. */
  RESTORED_TOO_FAR("restored to sequence|of .* refused");

  private static final int ONE_IN = 20;

  private final String disagreement;

  Defect(String disagreement) {
    this.disagreement = disagreement;
  }

  /** What the game has to say of it, as a regular expression: anything else finds it by luck. */
  String disagreement() {
    return disagreement;
  }

  /** The disk as an engine with this defect uses it. */
  Disk around(Disk disk) {
    return switch (this) {
      case FORCE_ERROR_IGNORED -> new BrokenDisk(disk, BrokenDisk.Bug.FORCE_ERROR_IGNORED);
      case NOT_WRITTEN_AGAIN -> new BrokenDisk(disk, BrokenDisk.Bug.SAME_BYTES_NOT_WRITTEN);
      case DIRECTORY_NOT_FORCED -> new BrokenDisk(disk, BrokenDisk.Bug.DIRECTORY_NOT_FORCED);
      case SNAPSHOT_NOT_FORCED -> new BrokenDisk(disk, BrokenDisk.Bug.SNAPSHOT_NOT_FORCED);
      case NO_CHECKSUM -> UncheckedDisk.over(disk);
      default -> disk;
    };
  }

  /** The point an engine with this defect restores to. */
  RestorePoint point(RestorePoint wanted) {
    return this == RESTORED_TOO_FAR && wanted.kind() == RestorePoint.Kind.SEQUENCE
        ? RestorePoint.sequence(wanted.value() + 1)
        : wanted;
  }

  Durability durability() {
    return this == REPLY_BEFORE_FORCE ? Durability.OS : Durability.FSYNC;
  }

  Store store(StoreConfig config) {
    return this == UNDO_ENTRY_LOST
        ? BrokenStores.losingEveryUndoRecord(config, ONE_IN)
        : Store.create(config);
  }
}
