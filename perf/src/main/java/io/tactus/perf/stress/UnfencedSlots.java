package io.tactus.perf.stress;

import io.tactus.storage.page.PinSlots;

/** The slots of the store without their full fence: release and acquire only. Broken on purpose. */
final class UnfencedSlots extends PinSlots {

  UnfencedSlots(int capacity) {
    super(capacity);
  }

  @Override
  protected void fence() {
    // Missing: that is the defect.
  }
}
