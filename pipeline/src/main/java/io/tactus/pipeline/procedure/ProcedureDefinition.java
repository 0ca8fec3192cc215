package io.tactus.pipeline.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Name, parameters and results of a procedure.
 *
 * <pre>{@code
 * ProcedureDefinition.named("matchmaker.enqueue")
 *     .parameter("player", "u64")
 *     .optionalParameter("ttlSeconds", "u32")
 *     .result("ticket", "u64")
 *     .build()
 * }</pre>
 *
 * @param readOnly runs over a published version, on the caller's thread, without being journaled
 * @param description one sentence for people; may be empty
 */
public record ProcedureDefinition(
    String name, TupleShape parameters, TupleShape results, boolean readOnly, String description) {

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}(\\.[A-Za-z_][A-Za-z0-9_]{0,62}){0,3}");

  /** Checks the name. */
  public ProcedureDefinition {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a procedure name: " + name);
    }
  }

  /** Begins a definition. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  /** Collects the parts of a definition. */
  public static final class Builder {
    private final String name;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Parameter> results = new ArrayList<>();
    private boolean readOnly;
    private String description = "";

    private Builder(String name) {
      this.name = name;
    }

    public Builder parameter(String parameterName, String type) {
      parameters.add(new Parameter(parameterName, ParameterType.parse(type), false));
      return this;
    }

    public Builder optionalParameter(String parameterName, String type) {
      parameters.add(new Parameter(parameterName, ParameterType.parse(type), true));
      return this;
    }

    public Builder result(String resultName, String type) {
      results.add(new Parameter(resultName, ParameterType.parse(type), false));
      return this;
    }

    public Builder optionalResult(String resultName, String type) {
      results.add(new Parameter(resultName, ParameterType.parse(type), true));
      return this;
    }

    public Builder readOnly() {
      readOnly = true;
      return this;
    }

    public Builder describedAs(String text) {
      description = text;
      return this;
    }

    public ProcedureDefinition build() {
      return new ProcedureDefinition(
          name, new TupleShape(parameters), new TupleShape(results), readOnly, description);
    }
  }
}
