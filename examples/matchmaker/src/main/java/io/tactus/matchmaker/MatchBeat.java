package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.procedure.TickHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * What the matchmaker does on a beat on which somebody waits: lets go of tickets whose time is up,
 * forms matches mode by mode, and forgets tickets that ended long ago.
 *
 * <p>The fields are scratch, filled from the tables on every beat.
 */
final class MatchBeat implements TickHandler {
  private final List<WaitingTickets> waitingByMode = new ArrayList<>();
  private final List<Long> expired = new ArrayList<>();

  @Override
  public void onTick(Context context) {
    List<ModeRules> modes = ModeRules.readAll(context);
    readQueue(context, modes);
    for (long ticket : expired) {
      Tickets.end(context, ticket, TicketState.EXPIRED);
    }
    for (ModeRules mode : modes) {
      WaitingTickets waiting = waiting(mode.id());
      if (waiting.count() > 0) {
        new MatchFormer(mode.teams(), mode.teamSize())
            .form(
                waiting,
                (members, teamOf, count, regions) ->
                    MatchRecorder.record(context, mode, waiting, members, teamOf, count, regions));
      }
    }
    EndedTickets.forgetOld(context);
  }

  private WaitingTickets waiting(long modeId) {
    while (waitingByMode.size() < modeId) {
      waitingByMode.add(new WaitingTickets());
    }
    return waitingByMode.get((int) modeId - 1);
  }

  private void readQueue(Context context, List<ModeRules> modes) {
    expired.clear();
    ModeRules[] byId = new ModeRules[Configure.MAX_MODES + 1];
    for (ModeRules mode : modes) {
      byId[(int) mode.id()] = mode;
      waiting(mode.id()).clear();
    }
    Table queue = context.table(MatchmakerTables.QUEUE);
    Column ticket = queue.column("ticket");
    Column mode = queue.column("mode");
    Column skill = queue.column("skill");
    Column regions = queue.column("regions");
    Column players = queue.column("players");
    Column enqueuedAt = queue.column("enqueued_at");
    Column expiresAt = queue.column("expires_at");
    long nowMicros = context.nowMicros();
    Scan scan = queue.scan();
    while (scan.next()) {
      ModeRules rules = byId[(int) scan.getLong(mode)];
      if (rules == null || scan.getLong(expiresAt) <= nowMicros) {
        expired.add(scan.getLong(ticket)); // also when somebody deleted the row of its mode
        continue;
      }
      Window window = rules.windowAfter(nowMicros - scan.getLong(enqueuedAt));
      waiting(rules.id())
          .add(
              scan.getLong(ticket),
              scan.getDouble(skill),
              window.skillRange(),
              window.anyRegion() ? Regions.ANY : scan.getLong(regions),
              (int) scan.getLong(players));
    }
  }
}
