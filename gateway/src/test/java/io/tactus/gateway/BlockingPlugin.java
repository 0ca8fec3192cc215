package io.tactus.gateway;

import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Holds the engine up until a test lets it go: what a slow disk would do, but on purpose. */
public final class BlockingPlugin implements Plugin {

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Override
  public String name() {
    return "blocking";
  }

  @Override
  public void register(Registry registry) {
    registry.procedure(
        ProcedureDefinition.named("test.block").build(),
        (context, in, out) -> {
          entered.countDown();
          await(released);
        });
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let the engine go");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until the engine stands in the procedure. */
  public void awaitEntered() {
    await(entered);
  }

  public void release() {
    released.countDown();
  }
}
