package io.tactus.pipeline.runtime;

import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.ParallelWorkers;

/** Runs a read-only procedure over a pinned version. Threading: any thread; allocates. */
public final class ReadOnlyCall {
  private ReadOnlyCall() {}

  /** Runs it once; throws {@link Rejection} as it refuses, fails or exhausts its budget. */
  public static void run(
      RegisteredProcedure procedure,
      Version version,
      ConfigCommand config,
      ParallelWorkers workers,
      long caller,
      TupleReader arguments,
      TupleWriter results) {
    String name = procedure.definition().name();
    WorkMeter meter = new WorkMeter();
    meter.begin(config.workBudget());
    VersionContext context = new VersionContext(version, caller, meter, workers);
    meter.enterGameCode();
    try {
      procedure.procedure().run(context, arguments, results);
    } catch (WorkExhausted | RuntimeException | LinkageError e) {
      throw ThrownByGameCode.asRejection(name, meter, e);
    } finally {
      meter.leaveGameCode();
    }
    ThrownByGameCode.expectNotExhausted(name, meter);
    results.finish();
  }
}
