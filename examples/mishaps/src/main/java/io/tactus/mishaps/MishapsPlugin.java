package io.tactus.mishaps;

import io.tactus.pipeline.procedure.Arguments;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Results;

/** One procedure for each way to go wrong; README.md says what a caller gets. */
public final class MishapsPlugin implements Plugin {

  @Override
  public String name() {
    return "mishaps";
  }

  @Override
  public void register(Registry registry) {
    registry
        .procedure(
            ProcedureDefinition.named("mishaps.refuse")
                .describedAs("Refuses under a name of its own.")
                .build(),
            (context, in, out) -> {
              throw context.reject("out_of_luck", "this procedure always refuses");
            })
        .procedure(
            ProcedureDefinition.named("mishaps.fail").describedAs("Throws.").build(),
            (context, in, out) -> {
              throw new IllegalStateException("this procedure always throws");
            })
        .procedure(
            ProcedureDefinition.named("mishaps.spin").describedAs("Never ends.").build(),
            MishapsPlugin::spin)
        .procedure(
            ProcedureDefinition.named("mishaps.look")
                .describedAs("Reads, and has a defect that nobody foresaw.")
                .readOnly()
                .build(),
            (context, in, out) -> {
              throw new AssertionError("this procedure always has a defect");
            })
        .procedure(
            ProcedureDefinition.named("mishaps.peek")
                .describedAs("Reads, and throws.")
                .readOnly()
                .build(),
            (context, in, out) -> {
              throw new ArithmeticException("this procedure always miscounts");
            })
        .procedure(
            ProcedureDefinition.named("mishaps.later")
                .describedAs("Schedules another procedure, which takes no arguments.")
                .parameter("procedure", "string(64)")
                .build(),
            MishapsPlugin::later);
  }

  private static void spin(Context context, Arguments in, Results out) {
    for (long turns = 0; ; turns++) {
      if (turns < 0) {
        return;
      }
    }
  }

  private static void later(Context context, Arguments in, Results out) {
    String procedure = in.getString("procedure");
    context.scheduleAfter(0, procedure, context.argumentsFor(procedure));
  }
}
