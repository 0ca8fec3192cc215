package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import io.tactus.pipeline.procedure.TickHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Forms matches, mode by mode, on a beat on which somebody waits.
 *
 * <p>The field is scratch, filled from the tables on every beat.
 */
final class MatchBeat implements TickHandler {
  /** Tickets looked at in one beat, over all modes: well within the work budget of a command. */
  static final int MAX_LOOKS = 100_000;

  private final List<WaitingTickets> waitingByMode = new ArrayList<>();

  @Override
  public void onTick(Context context) {
    List<ModeRules> modes = ModeRules.readAll(context);
    readQueue(context, modes);
    int looks = MAX_LOOKS / Math.max(1, modes.size());
    for (ModeRules mode : modes) {
      WaitingTickets waiting = waiting(mode.id());
      if (waiting.count() > 0) {
        new MatchFormer(mode.teams(), mode.teamSize())
            .form(
                waiting,
                context.tick(),
                looks,
                (members, teamOf, count, regions) ->
                    MatchRecorder.record(context, mode, waiting, members, teamOf, count, regions));
      }
    }
  }

  private WaitingTickets waiting(long modeId) {
    while (waitingByMode.size() < modeId) {
      waitingByMode.add(new WaitingTickets());
    }
    return waitingByMode.get((int) modeId - 1);
  }

  private void readQueue(Context context, List<ModeRules> modes) {
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
        continue; // ExpiryBeat lets go of it when its time is up
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
