package io.tactus.gateway.feed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryBounds;
import io.tactus.gateway.problem.Problem;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.xnio.OptionMap;
import org.xnio.Xnio;
import org.xnio.XnioIoThread;
import org.xnio.XnioWorker;

class FeedLaneTest {

  @Test
  void shouldLookAfterOthersWhenOneFailsHoweverBadly() throws Exception {
    XnioWorker worker = Xnio.getInstance().createWorker(OptionMap.EMPTY);
    try {
      Lane ioLane = new Lane(new EngineLink(), null, QueryBounds.DEFAULT, 16, 1_000);
      FeedHub hub = new FeedHub(new EngineLink(), FeedLimits.DEFAULT, List.of(ioLane));
      XnioIoThread thread = worker.getIoThread();
      CountDownLatch swept = new CountDownLatch(3);
      thread.execute(
          () -> {
            hub.lane(ioLane).tend(connection(() -> failBadly()), thread);
            hub.lane(ioLane).tend(connection(swept::countDown), thread);
          });
      assertTrue(swept.await(10, TimeUnit.SECONDS), "one connection keeps the others unattended");
    } finally {
      worker.shutdown();
    }
  }

  private static void failBadly() {
    throw new AssertionError("on purpose");
  }

  private static Tended connection(Runnable onSweep) {
    return new Tended() {
      @Override
      public void sweep(long nowNs) {
        onSweep.run();
      }

      @Override
      public void end(Problem reason) {}
    };
  }
}
