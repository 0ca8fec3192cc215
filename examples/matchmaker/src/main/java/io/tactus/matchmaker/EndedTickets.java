package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;

/**
 * A first-in first-out queue of ended tickets, kept in a table: rows at positions oldest..next-1.
 * Tickets can be asked about for a while after they ended and are then forgotten, so that they do
 * not pile up.
 */
final class EndedTickets {
  /** Ended tickets can be asked about for this long. */
  static final long KEEP_MICROS = 10 * 60 * 1_000_000L;

  /** Tickets forgotten per beat at most, so that one beat never pays for a long night. */
  static final int FORGET_PER_BEAT = 256;

  private static final long ONLY_ROW = 0;

  private EndedTickets() {}

  static void add(Context context, long ticketId) {
    Table range = context.table(MatchmakerTables.ENDED_RANGE);
    Column next = range.column("next");
    Row bounds = range.find(ONLY_ROW);
    if (bounds == null) {
      bounds = createRange(context, range);
    }
    long position = bounds.getLong(next);
    Table ended = context.table(MatchmakerTables.ENDED_TICKETS);
    ended
        .insert()
        .set(ended.column("position"), position)
        .set(ended.column("ticket"), ticketId)
        .set(ended.column("ended_at"), context.nowMicros())
        .commit();
    range.update(range.find(ONLY_ROW)).set(next, position + 1).commit();
  }

  /** The range of the rows that are there: none at first, but somebody may have deleted the row. */
  private static Row createRange(Context context, Table range) {
    Table ended = context.table(MatchmakerTables.ENDED_TICKETS);
    Column position = ended.column("position");
    long oldest = Long.MAX_VALUE;
    long next = 0;
    Scan scan = ended.scan();
    while (scan.next()) {
      oldest = Math.min(oldest, scan.getLong(position));
      next = Math.max(next, scan.getLong(position) + 1);
    }
    return range
        .insert()
        .set(range.column("id"), ONLY_ROW)
        .set(range.column("oldest"), Math.min(oldest, next))
        .set(range.column("next"), next)
        .commit();
  }

  /** Forgets the tickets that ended long ago, oldest first. */
  static void forgetOld(Context context) {
    Table range = context.table(MatchmakerTables.ENDED_RANGE);
    Row bounds = range.find(ONLY_ROW);
    if (bounds == null) {
      return;
    }
    Column oldest = range.column("oldest");
    long first = bounds.getLong(oldest);
    long end = Math.min(bounds.getLong(range.column("next")), first + FORGET_PER_BEAT);
    long position = first;
    while (position < end && forgetIfOld(context, position)) {
      position++;
    }
    if (position > first) {
      range.update(range.find(ONLY_ROW)).set(oldest, position).commit();
    }
  }

  private static boolean forgetIfOld(Context context, long position) {
    Table ended = context.table(MatchmakerTables.ENDED_TICKETS);
    Row row = ended.find(position);
    if (row == null) {
      return true; // somebody deleted it
    }
    if (row.getLong(ended.column("ended_at")) + KEEP_MICROS > context.nowMicros()) {
      return false;
    }
    long ticketId = row.getLong(ended.column("ticket"));
    ended.delete(position);
    context.table(MatchmakerTables.TICKETS).delete(ticketId);
    Table ticketPlayers = context.table(MatchmakerTables.TICKET_PLAYERS);
    for (int member = 0; ; member++) {
      Row player = ticketPlayers.find(ticketPlayers.key().add(ticketId).add(member));
      if (player == null) {
        return true;
      }
      ticketPlayers.delete(player);
    }
  }
}
