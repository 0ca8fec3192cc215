package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Arguments;
import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Procedure;
import io.tactus.pipeline.procedure.Results;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Table;

/** {@code matchmaker.status}: read-only, so it never waits for the beat. */
final class Status implements Procedure {
  @Override
  public void run(Context context, Arguments in, Results out) {
    Table tickets = context.table(MatchmakerTables.TICKETS);
    Row ticket = Tickets.require(context, tickets, in.getLong("ticket"));
    Column match = tickets.column("match");
    Column endedAt = tickets.column("ended_at");
    long untilMicros = ticket.isNull(endedAt) ? context.nowMicros() : ticket.getLong(endedAt);
    long waitedMicros = untilMicros - ticket.getLong(tickets.column("enqueued_at"));
    out.setString("state", ticket.getString(tickets.column("state")))
        .setLong("waitedMs", Math.max(0, waitedMicros) / 1000);
    if (!ticket.isNull(match)) {
      out.setLong("match", ticket.getLong(match));
    }
  }
}
