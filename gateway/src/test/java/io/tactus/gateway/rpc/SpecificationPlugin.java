package io.tactus.gateway.rpc;

import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;

/** The methods of the examples in the JSON-RPC 2.0 specification. */
public final class SpecificationPlugin implements Plugin {

  @Override
  public String name() {
    return "specification";
  }

  @Override
  public void register(Registry registry) {
    registry
        .procedure(
            ProcedureDefinition.named("subtract")
                .parameter("minuend", "i64")
                .parameter("subtrahend", "i64")
                .result("result", "i64")
                .build(),
            (context, in, out) -> out.setLong(0, in.getLong(0) - in.getLong(1)))
        .procedure(
            ProcedureDefinition.named("sum")
                .parameter("a", "i64")
                .parameter("b", "i64")
                .parameter("c", "i64")
                .result("result", "i64")
                .build(),
            (context, in, out) -> out.setLong(0, in.getLong(0) + in.getLong(1) + in.getLong(2)))
        .procedure(
            ProcedureDefinition.named("get_data").readOnly().result("result", "json").build(),
            (context, in, out) -> out.setString(0, "[\"hello\",5]"))
        .procedure(
            ProcedureDefinition.named("update")
                .optionalParameter("a", "i64")
                .optionalParameter("b", "i64")
                .optionalParameter("c", "i64")
                .optionalParameter("d", "i64")
                .optionalParameter("e", "i64")
                .build(),
            (context, in, out) -> {})
        .procedure(
            ProcedureDefinition.named("notify_hello").parameter("a", "i64").build(),
            (context, in, out) -> {})
        .procedure(
            ProcedureDefinition.named("notify_sum")
                .parameter("a", "i64")
                .parameter("b", "i64")
                .parameter("c", "i64")
                .build(),
            (context, in, out) -> {})
        .procedure(
            ProcedureDefinition.named("game.echo")
                .readOnly()
                .parameter("text", "string(64)")
                .optionalParameter("count", "u64")
                .optionalParameter("flag", "bool")
                .optionalParameter("data", "json")
                .result("text", "string(64)")
                .optionalResult("count", "u64")
                .optionalResult("flag", "bool")
                .optionalResult("data", "json")
                .build(),
            (context, in, out) -> {
              out.setString("text", in.getString("text"));
              if (in.isPresent("count")) {
                out.setLong("count", in.getLong("count"));
              }
              if (in.isPresent("flag")) {
                out.setBoolean("flag", in.getBoolean("flag"));
              }
              if (in.isPresent("data")) {
                out.setString("data", in.getString("data"));
              }
            })
        .procedure(
            ProcedureDefinition.named("game.refuse").parameter("code", "string(32)").build(),
            (context, in, out) -> {
              throw context.reject(in.getString("code"), "as you asked");
            })
        .procedure(
            ProcedureDefinition.named("game.overflow").readOnly().build(),
            (context, in, out) -> {
              throw new StackOverflowError("a secret of the implementation");
            })
        .procedure(
            ProcedureDefinition.named("game.unlinked").readOnly().build(),
            (context, in, out) -> {
              throw new NoClassDefFoundError("a secret of the implementation");
            })
        .procedure(
            ProcedureDefinition.named("game.explode").build(),
            (context, in, out) -> {
              throw new IllegalStateException("a secret of the implementation");
            });
  }
}
