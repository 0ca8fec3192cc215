package io.tactus.perf.concurrency;

import io.tactus.tools.output.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Reads one version after the other and holds it against the laws. Threading: one for each. */
final class Observer implements Actor {
  /** Through the ordered index. */
  private static final String BY_SCORE =
      "players?select=id,name,gold,score&score=gte.-1000000000&order=score.asc&limit=1000";

  /** Through the grid index. */
  private static final String BY_PLACE =
      "players?select=id,name,gold,score&position=near.(0,0,0,60)&limit=1000";

  private final Requests requests;
  private final Findings findings;
  private final Random random;

  Observer(Requests requests, Random random) {
    this.requests = requests;
    this.findings = requests.findings();
    this.random = random;
  }

  @Override
  public void act() {
    switch (random.nextInt(6)) {
      case 0 -> everybody("players?select=id,name,gold,score&limit=1000");
      case 1 -> everybody("players?select=id,name,gold,score&order=score.desc&limit=1000");
      case 2 -> everybody(BY_SCORE);
      case 3 -> everybody(BY_PLACE);
      case 4 -> guilds();
      default -> name(1 + random.nextInt(Game.PLAYERS));
    }
  }

  /** Each guild counts its members: two tables, and the index between them, in one version. */
  private void guilds() {
    String query = "guilds?select=id,members,players(id,gold)";
    List<Map<String, Object>> rows = requests.rows(query);
    if (rows == null) {
      return;
    }
    findings.count("guilds counted");
    long gold = 0;
    for (Map<String, Object> guild : rows) {
      List<Object> players = Json.array(guild.get("players"));
      law(query + " of " + guild.get("id"), "members", number(guild, "members"), players.size());
      for (Object player : players) {
        gold += number(Json.object(player), "gold");
      }
    }
    law(query, "gold", Game.TOTAL_GOLD, gold);
  }

  /** All laws once, when nobody writes any more. */
  void finalLook() {
    everybody("players?select=id,name,gold,score&limit=1000");
    everybody(BY_SCORE);
    everybody(BY_PLACE);
    guilds();
    for (int player = 1; player <= Game.PLAYERS; player++) {
      name(player);
    }
  }

  /** No gold is made or lost, score sums to zero, everybody is there once, under one name. */
  private void everybody(String query) {
    List<Map<String, Object>> rows = requests.rows(query);
    if (rows == null) {
      return;
    }
    findings.count("version read");
    long gold = 0;
    long score = 0;
    Set<Object> names = new HashSet<>();
    Set<Long> ids = new HashSet<>();
    for (Map<String, Object> row : rows) {
      gold += number(row, "gold");
      score += number(row, "score");
      names.add(row.get("name"));
      ids.add(number(row, "id"));
    }
    law(query, "players", Game.PLAYERS, ids.size());
    law(query, "rows", Game.PLAYERS, rows.size());
    law(query, "names", Game.PLAYERS, names.size());
    law(query, "gold", Game.TOTAL_GOLD, gold);
    law(query, "sum of scores", 0, score);
  }

  /** A name belongs to exactly one, whoever that is just now. */
  private void name(int player) {
    String query = "players?select=id,name&name=eq." + Game.name(player);
    List<Map<String, Object>> rows = requests.rows(query);
    if (rows != null) {
      findings.count("name looked up");
      law(query, "rows", 1, rows.size());
    }
  }

  private void law(String query, String what, long expected, long found) {
    if (expected != found) {
      findings.violation("GET " + query + ": " + what + " " + found + ", not " + expected);
    }
  }

  private static long number(Map<String, Object> row, String field) {
    return ((Number) row.get(field)).longValue();
  }
}
