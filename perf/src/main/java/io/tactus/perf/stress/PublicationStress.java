package io.tactus.perf.stress;

import io.tactus.storage.page.PinSlots;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A pinned version is whole, however often the writer publishes and reuses frames meanwhile. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "one whole version")
@Outcome(
    id = "1, 0",
    expect = Expect.FORBIDDEN,
    desc = "pages of two versions were seen under one pin")
@State
public class PublicationStress {

  private static final PublicationWorld WORLD = new PublicationWorld(new PinSlots(4));

  @Actor
  public void reader(II_Result r) {
    r.r1 = WORLD.read();
  }

  @Actor
  public void writer(II_Result r) {
    r.r2 = WORLD.write();
  }
}
