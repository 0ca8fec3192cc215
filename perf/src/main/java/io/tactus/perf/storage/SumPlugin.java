package io.tactus.perf.storage;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;
import io.tactus.pipeline.procedure.Table;

/**
 * A sum over all players as game code writes it: {@code Parallel.reduce} with a lambda for each
 * row. Needs nothing but what a jar may, for it is loaded as one, too.
 */
public final class SumPlugin implements Plugin {
  @Override
  public String name() {
    return "sum";
  }

  @Override
  public void register(Registry registry) {
    registry.procedure(
        ProcedureDefinition.named("sum.gold").readOnly().result("gold", "i64").build(),
        (context, arguments, results) -> {
          Table players = context.table("players");
          Column gold = players.column("gold");
          long[] total =
              players
                  .parallel()
                  .reduce(
                      () -> new long[1],
                      (sum, row) -> sum[0] += row.getLong(gold),
                      (left, right) -> {
                        left[0] += right[0];
                        return left;
                      });
          results.setLong("gold", total[0]);
        });
  }
}
