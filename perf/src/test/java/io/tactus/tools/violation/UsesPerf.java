package io.tactus.tools.violation;

/** An arrow that points upwards. */
public final class UsesPerf {
  io.tactus.perf.rig.LoadConfig rig;
}
