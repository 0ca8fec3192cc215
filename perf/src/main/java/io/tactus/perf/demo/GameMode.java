package io.tactus.perf.demo;

import java.util.List;
import java.util.Map;

/**
 * A mode of the simulated game, as the matchmaker is told of it.
 *
 * @param share of the players who choose it, 0 to 1
 * @param windows whom a ticket accepts after how much waiting
 */
record GameMode(
    String name, int teams, int teamSize, double share, List<Map<String, Object>> windows) {

  /** One against one, nearest in skill. */
  static final GameMode DUEL =
      new GameMode(
          "duel",
          2,
          1,
          0.6,
          List.of(
              window(0, 25),
              window(0.5, 100),
              Map.of("afterSeconds", 1.5, "skillRange", 400, "regions", "any")));

  /** Three against three. */
  static final GameMode ARENA =
      new GameMode(
          "arena",
          2,
          3,
          0.4,
          List.of(
              window(0, 100),
              window(1, 300),
              Map.of("afterSeconds", 2, "skillRange", 1500, "regions", "any")));

  static final List<GameMode> ALL = List.of(DUEL, ARENA);

  private static Map<String, Object> window(double afterSeconds, int skillRange) {
    return Map.of("afterSeconds", afterSeconds, "skillRange", skillRange);
  }

  int players() {
    return teams * teamSize;
  }

  /** Parameters of {@code matchmaker.configure}. */
  Map<String, Object> configuration() {
    return Map.of("mode", name, "teams", teams, "teamSize", teamSize, "windows", windows);
  }
}
