package io.tactus.perf.stress;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A pinned version is whole in its indexes, too, however often the writer moves rows meanwhile. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "found by key, hash index and range")
@Outcome(
    id = "[1-4], 0",
    expect = Expect.FORBIDDEN,
    desc = "a row was not where its version says it is")
@State
public class MovingRowsStress {

  private static final MovingRows WORLD = new MovingRows(false);

  @Actor
  public void reader(II_Result r) {
    r.r1 = WORLD.read();
  }

  @Actor
  public void writer(II_Result r) {
    r.r2 = WORLD.write();
  }
}
