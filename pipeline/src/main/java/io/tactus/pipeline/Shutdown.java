package io.tactus.pipeline;

import io.tactus.pipeline.apply.TickProcessor;
import io.tactus.pipeline.ring.CommandRing;
import io.tactus.pipeline.ring.Control;
import java.util.concurrent.CountDownLatch;

/** The end of an engine: everything admitted is answered before the threads stop. */
final class Shutdown {
  private Shutdown() {}

  /** Waits until the ring is empty and its last replies were handed out. */
  static void drain(CommandRing ring, TickProcessor processor, Consumers consumers) {
    do {
      CountDownLatch passed = new CountDownLatch(1);
      Control last =
          new Control() {
            @Override
            public void onApply() {
              try {
                processor.publish();
              } finally {
                passed.countDown();
              }
            }
          };
      while (consumers.isAlive() && !ring.tryControl(last)) {
        consumers.pause();
      }
      while (consumers.isAlive() && passed.getCount() > 0) {
        consumers.pause();
      }
    } while (consumers.isAlive() && ring.depth() > 1);
  }
}
