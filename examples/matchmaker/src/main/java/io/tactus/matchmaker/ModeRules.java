package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Column;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules of a mode, as configured.
 *
 * @param id number of the mode, from 1
 * @param teams teams in a match, 1 or more
 * @param teamSize players in a team, 1 or more
 * @param windows the widening search, by waiting time; the first holds from the start
 */
record ModeRules(long id, String name, int teams, int teamSize, List<Window> windows) {

  int playersInMatch() {
    return Math.multiplyExact(teams, teamSize);
  }

  /** The window in force after a waiting time. */
  Window windowAfter(long waitedMicros) {
    Window inForce = windows.getFirst();
    for (int i = 1; i < windows.size(); i++) {
      if (windows.get(i).afterMicros() <= waitedMicros) {
        inForce = windows.get(i);
      }
    }
    return inForce;
  }

  /** All modes, in the order they were configured first. */
  static List<ModeRules> readAll(Context context) {
    Table modes = context.table(MatchmakerTables.MODES);
    Column id = modes.column("id");
    Column name = modes.column("name");
    Column teams = modes.column("teams");
    Column teamSize = modes.column("team_size");
    Column windows = modes.column("windows");
    List<ModeRules> all = new ArrayList<>();
    Scan scan = modes.scan();
    while (scan.next()) {
      List<Window> steps = readWindows(context, scan.getLong(id), scan.getLong(windows));
      if (steps.isEmpty()) {
        continue; // somebody deleted its windows: nobody can match until it is configured again
      }
      all.add(
          new ModeRules(
              scan.getLong(id),
              scan.getString(name),
              (int) scan.getLong(teams),
              (int) scan.getLong(teamSize),
              steps));
    }
    return all;
  }

  private static List<Window> readWindows(Context context, long mode, long count) {
    Table windows = context.table(MatchmakerTables.WINDOWS);
    List<Window> steps = new ArrayList<>();
    for (int position = 0; position < count; position++) {
      Row row = windows.find(windows.key().add(mode).add(position));
      if (row == null) {
        continue;
      }
      steps.add(
          new Window(
              row.getLong(windows.column("after")),
              row.getDouble(windows.column("skill_range")),
              row.getBoolean(windows.column("any_region"))));
    }
    return steps;
  }
}
