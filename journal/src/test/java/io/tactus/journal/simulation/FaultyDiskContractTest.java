package io.tactus.journal.simulation;

import io.tactus.journal.file.Disk;
import io.tactus.journal.file.DiskContract;

class FaultyDiskContractTest extends DiskContract {
  @Override
  protected Disk makeDisk() {
    return new FaultyDisk(1);
  }
}
