package io.tactus.perf.stress;

import io.tactus.storage.page.PinSlots;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A confirmed pin keeps its frame from being reused. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "retried; the writer saw the slot")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "retried; the frame was reused")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "read version 1; the frame was kept")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "read version 1, let go; then reused")
@Outcome(
    id = "9, .*",
    expect = Expect.FORBIDDEN,
    desc = "a frame was reused under a reader that had confirmed its pin")
@State
public class PinStress {

  private final PinProtocol protocol = new PinProtocol(new PinSlots(1));

  @Actor
  public void reader(II_Result r) {
    r.r1 = protocol.read();
  }

  @Actor
  public void writer(II_Result r) {
    r.r2 = protocol.publish();
  }
}
