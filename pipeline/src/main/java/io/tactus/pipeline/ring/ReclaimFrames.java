package io.tactus.pipeline.ring;

import io.tactus.storage.page.Versions;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has the applying thread look for frames that no reader holds any more. Otherwise it looks at each
 * publication, and there is none while admission refuses every command.
 *
 * <p>Threading: {@link #ask} any thread; one request is in the ring at most.
 */
public final class ReclaimFrames implements Control {
  private final CommandRing ring;
  private final Versions versions;
  private final AtomicBoolean asked = new AtomicBoolean();

  public ReclaimFrames(CommandRing ring, Versions versions) {
    this.ring = ring;
    this.versions = versions;
  }

  /** Asks, unless it is asked already or the ring is full: then commands are on their way. */
  public void ask() {
    if (asked.compareAndSet(false, true) && !ring.tryControl(this)) {
      asked.set(false);
    }
  }

  @Override
  public void onApply() {
    asked.set(false);
    versions.reclaim();
  }
}
