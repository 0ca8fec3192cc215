package io.tactus.gateway.command;

import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.procedure.ProcedureDefinition;

/** Procedures by name. Threading: stateless. */
public final class Procedures {

  private Procedures() {}

  /** Returns the definition; refused with 404 if there is none. */
  public static ProcedureDefinition find(Engine engine, String name) {
    ProcedureDefinition procedure = engine.procedures().find(name);
    if (procedure == null) {
      throw ProblemType.PROCEDURE_NOT_FOUND.refuse("There is no procedure '" + name + "'.");
    }
    return procedure;
  }
}
