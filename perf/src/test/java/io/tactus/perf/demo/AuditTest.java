package io.tactus.perf.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.perf.rig.Reply;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The checks of the demo, each shown to fail on what it is there for. */
class AuditTest {
  private final Audit audit = new Audit();
  private final Tally tally = new Tally();

  private void duel(long match, long one, long other) {
    audit.match(match, "duel", 0);
    audit.player(match, one, 0);
    audit.player(match, other, 1);
  }

  private DemoResult result(int lostConnections) {
    return new DemoResult(
        new DemoOptions(1, 2, 1, 1, Path.of("report.html")),
        audit,
        tally,
        lostConnections,
        Duration.ofSeconds(1),
        Duration.ZERO,
        Duration.ZERO);
  }

  @Test
  void shouldAcceptCompleteMatches() {
    duel(1, 10, 11);
    audit.match(2, "arena", 1);
    for (int player = 0; player < 6; player++) {
      audit.player(2, 20 + player, player % 2);
    }
    assertEquals(2, audit.matches());
    assertEquals(8, audit.players());
    assertEquals(0, audit.playersInTwoMatches());
    assertEquals(0, audit.matchesWithWrongTeams());
    assertTrue(result(0).holds());
  }

  @Test
  void shouldNoticeAPlayerInTwoMatches() {
    duel(1, 10, 11);
    duel(2, 10, 12);
    assertEquals(1, audit.playersInTwoMatches());
    assertFalse(result(0).holds());
  }

  @Test
  void shouldNoticeAMissingPlayer() {
    audit.match(1, "duel", 0);
    audit.player(1, 10, 0);
    assertEquals(1, audit.matchesWithWrongTeams());
    assertFalse(result(0).holds());
  }

  @Test
  void shouldNoticeTwoPlayersInOneTeamOfADuel() {
    audit.match(1, "duel", 0);
    audit.player(1, 10, 0);
    audit.player(1, 11, 0);
    assertEquals(1, audit.matchesWithWrongTeams());
  }

  @Test
  void shouldNoticeATeamTooMany() {
    duel(1, 10, 11);
    audit.player(1, 12, 2);
    assertEquals(1, audit.matchesWithWrongTeams());
  }

  @Test
  void shouldNoticePlayersOfAMatchThatIsNotThere() {
    duel(1, 10, 11);
    audit.player(7, 12, 0);
    assertEquals(1, audit.matchesWithWrongTeams());
  }

  @Test
  void shouldNoticeAnUnknownMode() {
    audit.match(1, "chess", 0);
    assertEquals(1, audit.matchesWithWrongTeams());
  }

  @Test
  void shouldNoticePlayersToldOfAMatchThatIsNotRecorded() {
    duel(1, 10, 11);
    for (int i = 0; i < 3; i++) {
      tally.arrived();
      tally.matched(GameMode.DUEL, 1000);
    }
    assertFalse(result(0).holds());
  }

  @Test
  void shouldNoticeUnexpectedAnswersAndLostConnections() {
    duel(1, 10, 11);
    assertTrue(result(0).holds());
    assertFalse(result(1).holds());
    tally.arrived();
    tally.failed(Operation.ENQUEUE, new Reply(500, "oops", 1, 1));
    assertFalse(result(0).holds());
  }

  @Test
  void shouldNotHoldWithoutAnyMatch() {
    assertFalse(result(0).holds());
  }
}
