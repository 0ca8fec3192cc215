package io.tactus.perf.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Without the second look of {@code Reader.pin} versions come apart: must be observed. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "one whole version")
@Outcome(
    id = "1, 0",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "the defect: frames were reused under the pin")
@State
public class UnconfirmedPublicationStress {

  private static final PublicationWorld WORLD = new PublicationWorld(new UnconfirmedSlots(4));

  @Actor
  public void reader(II_Result r) {
    r.r1 = WORLD.read();
  }

  @Actor
  public void writer(II_Result r) {
    r.r2 = WORLD.write();
  }
}
