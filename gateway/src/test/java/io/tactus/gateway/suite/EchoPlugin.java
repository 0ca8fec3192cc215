package io.tactus.gateway.suite;

import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;

/** A procedure that gives any JSON value back. */
public final class EchoPlugin implements Plugin {

  @Override
  public String name() {
    return "suite";
  }

  @Override
  public void register(Registry registry) {
    registry.procedure(
        ProcedureDefinition.named("suite.echo")
            .readOnly()
            .parameter("data", "json")
            .result("data", "json")
            .build(),
        (context, in, out) -> out.setString(0, in.getString(0)));
  }
}
