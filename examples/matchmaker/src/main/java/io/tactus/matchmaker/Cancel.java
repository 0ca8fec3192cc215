package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Arguments;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Procedure;
import io.tactus.pipeline.procedure.Results;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Table;

/**
 * {@code matchmaker.cancel}. Cancelling and matching are both transactions, so one of them is
 * first; the reply says which: a ticket that is no longer waiting keeps the state it has.
 */
final class Cancel implements Procedure {
  @Override
  public void run(Context context, Arguments in, Results out) {
    long ticketId = in.getLong("ticket");
    Table tickets = context.table(MatchmakerTables.TICKETS);
    Row ticket = Tickets.require(context, tickets, ticketId);
    String state = ticket.getString(tickets.column("state"));
    if (state.equals(TicketState.WAITING.label())) {
      Tickets.end(context, ticketId, TicketState.CANCELLED);
      state = TicketState.CANCELLED.label();
    }
    out.setString("state", state);
  }
}
