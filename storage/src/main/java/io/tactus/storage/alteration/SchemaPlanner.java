package io.tactus.storage.alteration;

import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.alteration.SchemaChange.DeclareSchema;
import io.tactus.storage.schema.Schema;
import java.util.stream.Collectors;

/**
 * Says what a change would do to a schema, without looking at rows: what the rows refuse is found
 * out when the plan is carried out.
 *
 * <p>Threading: stateless; any thread.
 */
public final class SchemaPlanner {

  private SchemaPlanner() {}

  /**
   * Plans a change as it will be carried out.
   *
   * @throws Rejection as {@link #preview}; CONFLICT {@code data_loss} for a declared schema that
   *     drops or narrows something without being allowed to
   */
  public static SchemaPlan plan(Schema schema, SchemaChange change) {
    SchemaPlan plan = preview(schema, change);
    if (change instanceof DeclareSchema && plan.losesData() && !change.allowsLoss()) {
      throw new Rejection(RejectionCode.CONFLICT, "the declared schema would lose data")
          .withName("data_loss", "")
          .withDetail(
              plan.steps().stream()
                  .filter(SchemaStep::losesData)
                  .map(SchemaStep::text)
                  .collect(Collectors.joining("; ")))
          .withHint("look at the plan with dryRun=true, then repeat with allowLoss=true");
    }
    return plan;
  }

  /**
   * Plans a change and shows loss where it may be refused.
   *
   * @throws Rejection SCHEMA_INVALID, NOT_FOUND, CONFLICT, all naming the place
   */
  public static SchemaPlan preview(Schema schema, SchemaChange change) {
    Schema result = new SchemaEdit(schema).apply(change);
    boolean exact = !(change instanceof DeclareSchema) && !change.allowsLoss();
    return new SchemaPlan(
        new SchemaDiff(schema, result, exact).steps(), result, change.allowsLoss());
  }
}
