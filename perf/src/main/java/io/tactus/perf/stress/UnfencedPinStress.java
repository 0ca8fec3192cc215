package io.tactus.perf.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Without the full fence a frame is reused under a reader's eyes: must be observed. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "retried; the writer saw the slot")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "retried; the frame was reused")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "read version 1; the frame was kept")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "read version 1, let go; then reused")
@Outcome(
    id = "9, .*",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "the defect: reader and writer missed each other")
@State
public class UnfencedPinStress {

  private final PinProtocol protocol = new PinProtocol(new UnfencedSlots(1));

  @Actor
  public void reader(II_Result r) {
    r.r1 = protocol.read();
  }

  @Actor
  public void writer(II_Result r) {
    r.r2 = protocol.publish();
  }
}
