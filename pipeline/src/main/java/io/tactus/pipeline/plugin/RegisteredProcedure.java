package io.tactus.pipeline.plugin;

import io.tactus.pipeline.procedure.Procedure;
import io.tactus.pipeline.procedure.ProcedureDefinition;

/** A procedure and the code behind it. */
public record RegisteredProcedure(
    String plugin, ProcedureDefinition definition, Procedure procedure) {}
