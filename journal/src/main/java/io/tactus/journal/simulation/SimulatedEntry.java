package io.tactus.journal.simulation;

import java.util.random.RandomGenerator;

/** What a name in a folder stands for. Threading: guarded by the disk's lock. */
sealed interface SimulatedEntry permits SimulatedFile, SimulatedFolder {

  /**
   * What is found of it after a crash, as a new entry; after that of a process, with all that is
   * unforced still being so.
   */
  SimulatedEntry survivor(CrashMode mode, RandomGenerator random);

  /** Bytes it takes, with all that is in it. */
  long bytes();
}
