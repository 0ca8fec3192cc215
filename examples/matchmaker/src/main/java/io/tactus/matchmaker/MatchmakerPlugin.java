package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Plugin;
import io.tactus.pipeline.procedure.ProcedureDefinition;
import io.tactus.pipeline.procedure.Registry;

/**
 * A matchmaker inside the database. Claiming tickets needs no locks and cannot race, because the
 * beat that forms matches and the calls that queue and cancel are transactions on one thread.
 */
public final class MatchmakerPlugin implements Plugin {
  @Override
  public String name() {
    return "matchmaker";
  }

  @Override
  public void register(Registry registry) {
    MatchmakerTables.register(registry);
    registry
        .procedure(
            ProcedureDefinition.named("matchmaker.configure")
                .describedAs("Sets the rules of a mode; tickets already waiting follow them too.")
                .parameter("mode", "string(32)")
                .parameter("teamSize", "u16")
                .parameter("teams", "u16")
                .parameter("windows", "json")
                .result("mode", "string(32)")
                .build(),
            new Configure())
        .procedure(
            ProcedureDefinition.named("matchmaker.enqueue")
                .describedAs("Puts a player, or a party, into the queue of a mode.")
                .parameter("player", "u64")
                .parameter("mode", "string(32)")
                .parameter("regions", "json")
                .parameter("skill", "f64")
                .optionalParameter("party", "json")
                .optionalParameter("properties", "json")
                .optionalParameter("ttlSeconds", "u32")
                .result("ticket", "u64")
                .build(),
            new Enqueue())
        .procedure(
            ProcedureDefinition.named("matchmaker.status")
                .describedAs("Where a ticket stands.")
                .parameter("ticket", "u64")
                .result("state", "string(9)")
                .optionalResult("match", "u64")
                .result("waitedMs", "u64")
                .readOnly()
                .build(),
            new Status())
        .procedure(
            ProcedureDefinition.named("matchmaker.cancel")
                .describedAs("Takes a ticket out of the queue, unless a match came first.")
                .parameter("ticket", "u64")
                .result("state", "string(9)")
                .build(),
            new Cancel())
        .onTickWhileNotEmpty("matchmaker.match", 1, MatchmakerTables.QUEUE, new MatchBeat())
        .onTickWhileNotEmpty(
            "matchmaker.expire", ExpiryBeat.EVERY_TICKS, MatchmakerTables.QUEUE, new ExpiryBeat());
  }
}
