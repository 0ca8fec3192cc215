package io.tactus.perf;

import io.tactus.perf.bench.BenchCommand;
import io.tactus.perf.demo.DemoCommand;
import io.tactus.tools.CommandProvider;
import java.util.List;

/** Adds {@code demo} and {@code bench} to the command line. */
public final class PerfCommands implements CommandProvider {
  @Override
  public List<Object> commands() {
    return List.of(new DemoCommand(), new BenchCommand());
  }
}
