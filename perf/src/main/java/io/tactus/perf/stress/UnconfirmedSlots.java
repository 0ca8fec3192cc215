package io.tactus.perf.stress;

import io.tactus.storage.page.PinSlots;

/** Slots whose readers do not look a second time at what is published. Broken on purpose. */
final class UnconfirmedSlots extends PinSlots {

  UnconfirmedSlots(int capacity) {
    super(capacity);
  }

  @Override
  protected boolean confirms(boolean unchanged) {
    return true;
  }
}
