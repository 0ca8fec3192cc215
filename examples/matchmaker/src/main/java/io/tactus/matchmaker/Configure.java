package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Arguments;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Procedure;
import io.tactus.pipeline.procedure.Results;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.RowWriter;
import io.tactus.pipeline.procedure.Scan;
import io.tactus.pipeline.procedure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code matchmaker.configure}: the rules of a mode, as data. */
final class Configure implements Procedure {
  static final int MAX_TEAMS = 64;
  static final int MAX_TEAM_SIZE = 64;
  static final int MAX_WINDOWS = 16;
  static final int MAX_MODES = 64;

  @Override
  public void run(Context context, Arguments in, Results out) {
    String mode = in.getString("mode");
    long teams = bounded(context, "teams", in.getLong("teams"), MAX_TEAMS);
    long teamSize = bounded(context, "teamSize", in.getLong("teamSize"), MAX_TEAM_SIZE);
    if (teams * teamSize < 2) {
      throw JsonArgument.bad(context, "teams", "times teamSize must be 2 or more");
    }
    List<Window> windows = windows(context, in.getString("windows"));
    long id = writeMode(context, mode, teams, teamSize, windows.size());
    writeWindows(context, id, windows);
    out.setString("mode", mode);
  }

  private static long bounded(Context context, String argument, long value, int max) {
    if (value < 1 || value > max) {
      throw JsonArgument.bad(context, argument, "must be 1 to " + max + ", not " + value);
    }
    return value;
  }

  private static List<Window> windows(Context context, String text) {
    List<Window> windows = new ArrayList<>();
    for (Map<String, Object> entry : JsonArgument.objects(context, "windows", text)) {
      double afterSeconds = JsonArgument.number(context, "windows", entry, "afterSeconds");
      double skillRange = JsonArgument.number(context, "windows", entry, "skillRange");
      windows.add(new Window((long) (afterSeconds * 1e6), skillRange, anyRegion(context, entry)));
    }
    if (windows.isEmpty() || windows.size() > MAX_WINDOWS) {
      throw JsonArgument.bad(context, "windows", "needs 1 to " + MAX_WINDOWS + " entries");
    }
    if (windows.getFirst().afterMicros() != 0) {
      throw JsonArgument.bad(context, "windows", "must begin with afterSeconds 0");
    }
    for (int i = 1; i < windows.size(); i++) {
      if (windows.get(i).afterMicros() <= windows.get(i - 1).afterMicros()) {
        throw JsonArgument.bad(context, "windows", "must be in rising order of afterSeconds");
      }
    }
    return windows;
  }

  private static boolean anyRegion(Context context, Map<String, Object> entry) {
    Object regions = entry.get("regions");
    if (regions == null || regions.equals("own")) {
      return false;
    }
    if (regions.equals("any")) {
      return true;
    }
    throw JsonArgument.bad(context, "windows", "take regions \"own\" or \"any\"");
  }

  private static long writeMode(
      Context context, String mode, long teams, long teamSize, int windows) {
    if (mode.isEmpty()) {
      throw JsonArgument.bad(context, "mode", "must not be empty");
    }
    Table modes = context.table(MatchmakerTables.MODES);
    Row known = modes.find(mode);
    long id = known == null ? nextId(modes) : known.getLong(modes.column("id"));
    if (id > MAX_MODES) {
      throw context.reject("too_many_modes", "there are " + MAX_MODES + " modes already");
    }
    RowWriter row =
        known == null
            ? modes.insert().set(modes.column("name"), mode).set(modes.column("id"), id)
            : modes.update(known);
    row.set(modes.column("teams"), teams)
        .set(modes.column("team_size"), teamSize)
        .set(modes.column("windows"), windows)
        .commit();
    return id;
  }

  private static long nextId(Table modes) {
    long highest = 0;
    Scan scan = modes.scan();
    while (scan.next()) {
      highest = Math.max(highest, scan.getLong(modes.column("id")));
    }
    return highest + 1;
  }

  private static void writeWindows(Context context, long mode, List<Window> windows) {
    Table table = context.table(MatchmakerTables.WINDOWS);
    for (int position = 0; position < MAX_WINDOWS; position++) {
      Row known = table.find(table.key().add(mode).add(position));
      if (position >= windows.size()) {
        if (known != null) {
          table.delete(known);
        }
        continue;
      }
      Window window = windows.get(position);
      RowWriter row =
          known == null
              ? table
                  .insert()
                  .set(table.column("mode"), mode)
                  .set(table.column("position"), position)
              : table.update(known);
      row.set(table.column("after"), window.afterMicros())
          .set(table.column("skill_range"), window.skillRange())
          .set(table.column("any_region"), window.anyRegion())
          .commit();
    }
  }
}
