package io.tactus.perf.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** The two halves of a command published one by one: must be observed. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "found by key, hash index and range")
@Outcome(
    id = "[1-4], 0",
    expect = Expect.ACCEPTABLE_INTERESTING,
    desc = "the defect: two rows on one place, or none")
@State
public class HalvedMovingRowsStress {

  private static final MovingRows WORLD = new MovingRows(true);

  @Actor
  public void reader(II_Result r) {
    r.r1 = WORLD.read();
  }

  @Actor
  public void writer(II_Result r) {
    r.r2 = WORLD.write();
  }
}
