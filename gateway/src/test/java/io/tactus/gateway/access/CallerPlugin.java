package io.tactus.gateway.access;

import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;

/** Procedures that tell who called them. */
public final class CallerPlugin implements Plugin {

  @Override
  public String name() {
    return "callers";
  }

  @Override
  public void register(Registry registry) {
    registry
        .procedure(
            ProcedureDefinition.named("who.writes").result("caller", "i64").build(),
            (context, in, out) -> out.setLong(0, context.caller()))
        .procedure(
            ProcedureDefinition.named("who.reads").readOnly().result("caller", "i64").build(),
            (context, in, out) -> out.setLong(0, context.caller()));
  }
}
