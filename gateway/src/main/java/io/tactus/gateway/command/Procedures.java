package io.tactus.gateway.command;

import io.tactus.gateway.access.Principal;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.procedure.ProcedureDefinition;

/** Procedures by name. Threading: stateless. */
public final class Procedures {

  private Procedures() {}

  /** Returns the definition to call; refused with 403 before 404. */
  public static ProcedureDefinition callable(Principal principal, Engine engine, String name) {
    ProcedureDefinition procedure = engine.procedures().find(name);
    principal.requireCall(name, procedure == null || procedure.readOnly());
    if (procedure == null) {
      throw ProblemType.PROCEDURE_NOT_FOUND.refuse("There is no procedure '" + name + "'.");
    }
    return procedure;
  }
}
