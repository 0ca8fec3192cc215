package io.tactus.perf.demo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds what the server recorded against the rules: nobody in two matches, every team of every
 * match complete. Threading: one thread.
 */
final class Audit {
  private record Team(long match, long number) {}

  private final Map<String, GameMode> modes = new HashMap<>();
  private final Map<Long, String> modeOfMatch = new HashMap<>();
  private final Map<Team, Integer> teamSizes = new HashMap<>();
  private final Set<Long> players = new HashSet<>();
  private final Set<Long> playersTwice = new HashSet<>();
  private final SortedMap<Long, Long> matchesBySecond = new TreeMap<>();

  Audit() {
    GameMode.ALL.forEach(mode -> modes.put(mode.name(), mode));
  }

  /** Takes a row of {@code matches}; the second counts from the start of the run. */
  void match(long match, String mode, long second) {
    modeOfMatch.put(match, mode);
    matchesBySecond.merge(Math.max(0, second), 1L, Long::sum);
  }

  /** Takes a row of {@code match_players}. */
  void player(long match, long player, long team) {
    teamSizes.merge(new Team(match, team), 1, Integer::sum);
    if (!players.add(player)) {
      playersTwice.add(player);
    }
  }

  long matches() {
    return modeOfMatch.size();
  }

  long players() {
    return players.size();
  }

  long playersInTwoMatches() {
    return playersTwice.size();
  }

  /** Matches with a team too many, too few, too large or too small, known or unknown. */
  long matchesWithWrongTeams() {
    Set<Long> wrong = new HashSet<>();
    modeOfMatch.forEach(
        (match, modeName) -> {
          GameMode mode = modes.get(modeName);
          for (int team = 0; mode != null && team < mode.teams(); team++) {
            if (teamSizes.getOrDefault(new Team(match, team), 0) != mode.teamSize()) {
              wrong.add(match);
            }
          }
          if (mode == null) {
            wrong.add(match);
          }
        });
    for (Team team : teamSizes.keySet()) {
      GameMode mode = modes.get(modeOfMatch.get(team.match()));
      if (mode == null || team.number() < 0 || team.number() >= mode.teams()) {
        wrong.add(team.match());
      }
    }
    return wrong.size();
  }

  SortedMap<Long, Long> matchesBySecond() {
    return matchesBySecond;
  }

  /** Matches of each mode. */
  SortedMap<String, Long> matchesByMode() {
    SortedMap<String, Long> counts = new TreeMap<>();
    modeOfMatch.values().forEach(mode -> counts.merge(mode, 1L, Long::sum));
    return counts;
  }
}
