package io.tactus.pipeline;

import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.apply.RefusalListener;
import io.tactus.pipeline.plugin.ProcedureCatalog;
import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.pipeline.runtime.ReadOnlyCall;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.page.Version;
import io.tactus.storage.parallel.ParallelWorkers;
import java.util.List;

/**
 * The procedures in force, as readers see them. Threading: any thread.
 *
 * @param refusals is told which reads failed
 */
record EngineProcedures(ApplyState state, ParallelWorkers workers, RefusalListener refusals)
    implements ProcedureCatalog {
  @Override
  public ProcedureDefinition find(String name) {
    RegisteredProcedure procedure = state.plugins().find(name);
    return procedure == null ? null : procedure.definition();
  }

  @Override
  public List<ProcedureDefinition> definitions() {
    return state.plugins().definitions();
  }

  @Override
  public void runReadOnly(
      String procedure, Version version, long caller, TupleReader arguments, TupleWriter results) {
    RegisteredProcedure found = state.plugins().require(procedure);
    if (!found.definition().readOnly()) {
      throw new IllegalArgumentException(procedure + " is not read-only");
    }
    try {
      ReadOnlyCall.run(found, version, state.config(), workers, caller, arguments, results);
    } catch (Rejection e) {
      if (e.code() == RejectionCode.PROCEDURE_FAILED) {
        refusals.onRefused(version.sequence(), procedure, e);
      }
      throw e;
    }
  }
}
