package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.procedure.TickHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets go of tickets whose time is up, and of ended ones after a while. A handler of its own, so
 * that tickets leave the queue even if forming matches should be refused.
 *
 * <p>The field is scratch, filled from the tables on every beat.
 */
final class ExpiryBeat implements TickHandler {
  /** A few times a second is soon enough. */
  static final int EVERY_TICKS = 8;

  /** Tickets let go of in one beat; the rest follows in the next ones. */
  static final int EXPIRE_PER_BEAT = 1_000;

  private final List<Long> expired = new ArrayList<>();

  @Override
  public void onTick(Context context) {
    findExpired(context);
    for (long ticket : expired) {
      Tickets.end(context, ticket, TicketState.EXPIRED);
    }
    EndedTickets.forgetOld(context);
  }

  private void findExpired(Context context) {
    expired.clear();
    Table queue = context.table(MatchmakerTables.QUEUE);
    Column ticket = queue.column("ticket");
    Column expiresAt = queue.column("expires_at");
    Scan scan = queue.scan();
    while (scan.next() && expired.size() < EXPIRE_PER_BEAT) {
      if (scan.getLong(expiresAt) <= context.nowMicros()) {
        expired.add(scan.getLong(ticket));
      }
    }
  }
}
