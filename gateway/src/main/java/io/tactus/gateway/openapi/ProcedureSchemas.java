package io.tactus.gateway.openapi;

import io.tactus.pipeline.procedure.Parameter;
import io.tactus.pipeline.procedure.ParameterType;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.TupleShape;
import java.util.ArrayList;
import java.util.List;

/**
 * What procedures take ({@code m.enqueue.params}) and give ({@code m.enqueue.result}).
 *
 * <p>Threading: one thread.
 */
final class ProcedureSchemas {

  /** A procedure whose only result has this name gives the value itself. */
  private static final String PLAIN = "result";

  private final Components components;
  private final ValueSchemas values;

  ProcedureSchemas(Components components, ValueSchemas values) {
    this.components = components;
    this.values = values;
  }

  /** Returns the parameters as an object. */
  JsonObject params(ProcedureDefinition procedure) {
    String name = procedure.name() + ".params";
    if (!components.hasSchema(name)) {
      components.schema(
          name, tuple(procedure.parameters(), true).with("additionalProperties", false));
    }
    return Schemas.ref(name);
  }

  /** Returns what a call gives, or null if that is nothing. */
  JsonObject result(ProcedureDefinition procedure) {
    TupleShape results = procedure.results();
    if (results.size() == 0) {
      return null;
    }
    if (results.size() == 1 && results.parameter(0).name().equals(PLAIN)) {
      Parameter only = results.parameter(0);
      JsonObject value = type(only.type());
      return only.optional() ? Schemas.nullable(value) : value;
    }
    String name = procedure.name() + ".result";
    if (!components.hasSchema(name)) {
      components.schema(name, tuple(results, false));
    }
    return Schemas.ref(name);
  }

  /** Returns the schema of one parameter. */
  JsonObject type(ParameterType type) {
    return type.isJson()
        ? JsonObject.of("description", "Any JSON value.")
        : values.of(type.fieldType());
  }

  /** An argument that may be left out may also be null; a result that is not there is left out. */
  private JsonObject tuple(TupleShape shape, boolean nullable) {
    JsonObject properties = new JsonObject();
    List<String> required = new ArrayList<>();
    for (Parameter parameter : shape.parameters()) {
      JsonObject value = type(parameter.type());
      properties.with(
          parameter.name(), nullable && parameter.optional() ? Schemas.nullable(value) : value);
      if (!parameter.optional()) {
        required.add(parameter.name());
      }
    }
    return Schemas.object(properties, required.toArray(String[]::new));
  }
}
