package io.tactus.pipeline.runtime;

import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
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
    } catch (WorkExhausted e) {
      throw exhausted(name);
    } catch (Rejection e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new Rejection(RejectionCode.PROCEDURE_FAILED, name + " failed: " + e);
    } finally {
      meter.leaveGameCode();
    }
    if (meter.isExhausted()) {
      throw exhausted(name);
    }
    results.finish();
  }

  private static Rejection exhausted(String name) {
    return new Rejection(RejectionCode.WORK_BUDGET, name + " used up its work budget");
  }
}
