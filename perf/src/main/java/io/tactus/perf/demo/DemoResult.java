package io.tactus.perf.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of the demo came to.
 *
 * @param audit what the server recorded
 * @param tally what the players saw
 * @param lostConnections connections the server broke
 * @param serverCpu processor time of the server during the run
 * @param playersCpu processor time of the simulated players during the run
 */
record DemoResult(
    DemoOptions options,
    Audit audit,
    Tally tally,
    int lostConnections,
    Duration elapsed,
    Duration serverCpu,
    Duration playersCpu) {

  /** Something that must hold. */
  record Check(boolean holds, String text) {}

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    checks.add(zero("players in two matches", audit.playersInTwoMatches()));
    checks.add(zero("matches with wrong team sizes", audit.matchesWithWrongTeams()));
    long unrecorded = Math.max(0, tally.matchedPlayers() - audit.players());
    checks.add(zero("players told of a match that is not recorded", unrecorded));
    long unexpected = tally.failures().values().stream().mapToLong(Long::longValue).sum();
    checks.add(zero("unexpected answers", unexpected + lostConnections));
    checks.add(new Check(audit.matches() > 0, "matches were made: " + audit.matches()));
    return checks;
  }

  boolean holds() {
    return checks().stream().allMatch(Check::holds);
  }

  private static Check zero(String what, long count) {
    return new Check(count == 0, what + ": " + count);
  }
}
