package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Table;

/** Writes a formed match: its row, a row per player, and the end of every ticket in it. */
final class MatchRecorder {
  private MatchRecorder() {}

  static void record(
      Context context,
      ModeRules mode,
      WaitingTickets waiting,
      int[] members,
      int[] teamOf,
      int count,
      long regions) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      lowest = Math.min(lowest, waiting.skill(members[i]));
      highest = Math.max(highest, waiting.skill(members[i]));
    }
    Table matches = context.table(MatchmakerTables.MATCHES);
    long match =
        matches
            .insert()
            .set(matches.column("mode"), mode.name())
            .set(matches.column("region"), Regions.firstName(context, regions))
            .set(matches.column("players"), mode.playersInMatch())
            .set(matches.column("lowest_skill"), lowest)
            .set(matches.column("highest_skill"), highest)
            .set(matches.column("created_at"), context.nowMicros())
            .commit()
            .getLong(matches.column("id"));
    for (int i = 0; i < count; i++) {
      long ticket = waiting.ticket(members[i]);
      recordPlayers(context, match, ticket, teamOf[i], waiting.skill(members[i]));
      Tickets.endMatched(context, ticket, match);
    }
  }

  private static void recordPlayers(
      Context context, long match, long ticket, int team, double skill) {
    Table ticketPlayers = context.table(MatchmakerTables.TICKET_PLAYERS);
    Table matchPlayers = context.table(MatchmakerTables.MATCH_PLAYERS);
    for (int position = 0; ; position++) {
      Row member = ticketPlayers.find(ticketPlayers.key().add(ticket).add(position));
      if (member == null) {
        return;
      }
      matchPlayers
          .insert()
          .set(matchPlayers.column("match"), match)
          .set(matchPlayers.column("player"), member.getLong(ticketPlayers.column("player")))
          .set(matchPlayers.column("team"), team)
          .set(matchPlayers.column("ticket"), ticket)
          .set(matchPlayers.column("skill"), skill)
          .commit();
    }
  }
}
