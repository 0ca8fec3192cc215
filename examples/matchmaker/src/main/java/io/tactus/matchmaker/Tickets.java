package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.RowWriter;
import io.tactus.pipeline.procedure.Table;

/** How tickets end, the same for matched, cancelled and expired ones. */
final class Tickets {
  /** Generated ids begin at 1. */
  private static final long NO_MATCH = 0;

  private Tickets() {}

  /** The ticket's row, or a rejection that says it is not known. */
  static Row require(Context context, Table tickets, long ticketId) {
    Row row = tickets.find(ticketId);
    if (row == null) {
      throw context.reject(
          "unknown_ticket",
          "there is no ticket " + Long.toUnsignedString(ticketId) + ", or it ended long ago");
    }
    return row;
  }

  /** Takes a waiting ticket out of the queue, as cancelled or expired. */
  static void end(Context context, long ticketId, TicketState state) {
    end(context, ticketId, state, NO_MATCH);
  }

  /** Takes a waiting ticket out of the queue because it plays in {@code matchId}. */
  static void endMatched(Context context, long ticketId, long matchId) {
    end(context, ticketId, TicketState.MATCHED, matchId);
  }

  private static void end(Context context, long ticketId, TicketState state, long matchId) {
    leaveQueue(context, ticketId);
    Table tickets = context.table(MatchmakerTables.TICKETS);
    Row ticket = tickets.find(ticketId);
    if (ticket == null) {
      return; // somebody deleted the row; the queue must not stand still for that
    }
    RowWriter ended =
        tickets
            .update(ticket)
            .set(tickets.column("state"), state.label())
            .set(tickets.column("ended_at"), context.nowMicros());
    if (matchId != NO_MATCH) {
      ended.set(tickets.column("match"), matchId);
    }
    ended.commit();
    EndedTickets.add(context, ticketId);
  }

  private static void leaveQueue(Context context, long ticketId) {
    context.table(MatchmakerTables.QUEUE).delete(ticketId);
    Table queuedPlayers = context.table(MatchmakerTables.QUEUED_PLAYERS);
    Table ticketPlayers = context.table(MatchmakerTables.TICKET_PLAYERS);
    Column player = ticketPlayers.column("player");
    for (int position = 0; ; position++) {
      Row member = ticketPlayers.find(ticketPlayers.key().add(ticketId).add(position));
      if (member == null) {
        return;
      }
      queuedPlayers.delete(member.getLong(player));
    }
  }
}
