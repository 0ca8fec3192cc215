package io.tactus.pipeline.apply;

import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.pipeline.plugin.RegisteredTickHandler;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.procedure.TupleWriter;
import io.tactus.pipeline.runtime.ThrownByGameCode;
import io.tactus.pipeline.runtime.TransactionContext;
import io.tactus.pipeline.runtime.WorkExhausted;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;

/**
 * Runs game code in the open transaction and turns what it throws into a refusal.
 *
 * <p>A {@link RuntimeException}, a {@link LinkageError} (the jar is always the same one) and a
 * used-up budget are refusals, the same on every replay. Any other {@link Error} is not caught:
 * memory and stack run out at another place on another machine, so no outcome could be trusted, and
 * the server halts. Endless recursion in a plug-in does not get that far, because its depth is
 * counted.
 *
 * <p>Threading: applying thread.
 */
final class ProcedureRunner {
  private final TransactionContext context;

  ProcedureRunner(TransactionContext context) {
    this.context = context;
  }

  void call(RegisteredProcedure procedure, TupleReader arguments, TupleWriter results) {
    String name = procedure.definition().name();
    if (procedure.definition().readOnly()) {
      throw new Rejection(RejectionCode.CONFLICT, name + " is read-only: it is not journaled")
          .withName("read_only_procedure", "");
    }
    try {
      context.meter().enterGameCode();
      procedure.procedure().run(context, arguments, results);
    } catch (WorkExhausted | RuntimeException | LinkageError e) {
      throw ThrownByGameCode.asRejection(name, context.meter(), e);
    } finally {
      context.meter().leaveGameCode();
    }
    ThrownByGameCode.expectNotExhausted(name, context.meter());
  }

  void tick(RegisteredTickHandler handler) {
    try {
      context.meter().enterGameCode();
      handler.handler().onTick(context);
    } catch (WorkExhausted | RuntimeException | LinkageError e) {
      throw ThrownByGameCode.asRejection(handler.name(), context.meter(), e);
    } finally {
      context.meter().leaveGameCode();
    }
    ThrownByGameCode.expectNotExhausted(handler.name(), context.meter());
  }
}
