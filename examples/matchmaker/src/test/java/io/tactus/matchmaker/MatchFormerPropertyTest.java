package io.tactus.matchmaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatchFormerPropertyTest {
  private static final long TICK = 7;

  private record Formed(List<Long> tickets, List<Integer> teams) {}

  @ParameterizedTest(name = "{0} teams of {1}, parties up to {2}")
  @CsvSource({"2,1,1", "2,2,2", "2,5,3", "3,2,1", "1,4,2"})
  void everyMatchKeepsTheRulesAndNoTicketPlaysTwice(int teams, int teamSize, int largestParty) {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      WaitingTickets waiting = randomTickets(random, largestParty);
      Set<Long> used = new HashSet<>();
      String seedText = "seed " + seed;
      new MatchFormer(teams, teamSize)
          .form(
              waiting,
              TICK,
              MatchBeat.MAX_LOOKS,
              (members, teamOf, count, regions) ->
                  check(waiting, members, teamOf, count, regions, used, teams, teamSize, seedText));
    }
  }

  @ParameterizedTest
  @CsvSource({"2,1", "2,3"})
  void theOrderInWhichTicketsAreReadDoesNotShow(int teams, int teamSize) {
    for (long seed = 1; seed <= 50; seed++) {
      WaitingTickets forwards = randomTickets(new Random(seed), 1);
      WaitingTickets backwards = new WaitingTickets();
      for (int i = forwards.count() - 1; i >= 0; i--) {
        backwards.add(
            forwards.ticket(i),
            forwards.skill(i),
            forwards.skillRange(i),
            forwards.regions(i),
            forwards.players(i));
      }
      assertEquals(
          matches(forwards, teams, teamSize), matches(backwards, teams, teamSize), "seed " + seed);
    }
  }

  @ParameterizedTest
  @CsvSource({"1000,1050,50,true", "1000,1050.5,50,false"})
  void theRangeIsAcceptedAtItsEdgeAndRefusedPastIt(
      double skillA, double skillB, double range, boolean matched) {
    WaitingTickets waiting = new WaitingTickets();
    waiting.add(1, skillA, range, 1, 1);
    waiting.add(2, skillB, range, 1, 1);
    assertEquals(matched ? 1 : 0, matches(waiting, 2, 1).size());
  }

  @Test
  void partiesArePackedWhereDealingThemByStrengthLeavesNoRoom() {
    WaitingTickets waiting = new WaitingTickets();
    int[] parties = {3, 3, 2, 2, 2};
    for (int i = 0; i < parties.length; i++) {
      waiting.add(i + 1, 1500, 100, 1, parties[i]);
    }
    assertEquals(1, matches(waiting, 2, 6).size());
  }

  @Test
  void theLargestMatchCanBeFormed() {
    WaitingTickets waiting = new WaitingTickets();
    int players = Configure.MAX_TEAMS * Configure.MAX_TEAM_SIZE;
    for (int i = 0; i < players; i++) {
      waiting.add(i + 1, 1500, 100, 1, 1);
    }
    assertEquals(1, matches(waiting, Configure.MAX_TEAMS, Configure.MAX_TEAM_SIZE).size());
  }

  /** Pairs that do not fit teams of three stand before everybody; the two at the end still meet. */
  @Test
  void aCrowdThatCannotMatchDoesNotKeepOthersFromMatching() {
    int formed = 0;
    for (long tick = 0; tick < 400 && formed == 0; tick++) {
      WaitingTickets waiting = new WaitingTickets();
      for (int i = 0; i < Enqueue.MAX_WAITING - 2; i++) {
        waiting.add(i + 1, 1500, 100, 1, 2);
      }
      waiting.add(Enqueue.MAX_WAITING - 1, 3000, 100, 1, 3);
      waiting.add(Enqueue.MAX_WAITING, 3000, 100, 1, 3);
      List<Integer> counts = new ArrayList<>();
      new MatchFormer(2, 3)
          .form(waiting, tick, MatchBeat.MAX_LOOKS, (m, t, count, r) -> counts.add(count));
      formed += counts.size();
    }
    assertEquals(1, formed);
  }

  private static List<Formed> matches(WaitingTickets waiting, int teams, int teamSize) {
    List<Formed> all = new ArrayList<>();
    new MatchFormer(teams, teamSize)
        .form(
            waiting,
            TICK,
            MatchBeat.MAX_LOOKS,
            (members, teamOf, count, regions) -> {
              List<Long> ids = Arrays.stream(members, 0, count).mapToObj(waiting::ticket).toList();
              all.add(new Formed(ids, Arrays.stream(teamOf, 0, count).boxed().toList()));
            });
    return all;
  }

  private static WaitingTickets randomTickets(Random random, int largestParty) {
    WaitingTickets waiting = new WaitingTickets();
    int count = random.nextInt(120);
    for (int i = 0; i < count; i++) {
      waiting.add(
          i + 1,
          1500.0 + random.nextInt(-400, 400),
          25 + random.nextInt(200),
          1 + random.nextInt(7),
          1 + random.nextInt(largestParty));
    }
    return waiting;
  }

  private static void check(
      WaitingTickets waiting,
      int[] members,
      int[] teamOf,
      int count,
      long regions,
      Set<Long> used,
      int teams,
      int teamSize,
      String seed) {
    int[] perTeam = new int[teams];
    assertNotEquals(0, regions, seed);
    for (int i = 0; i < count; i++) {
      int a = members[i];
      assertTrue(used.add(waiting.ticket(a)), () -> seed + ": ticket in two matches");
      assertEquals(regions, regions & waiting.regions(a), seed);
      perTeam[teamOf[i]] += waiting.players(a);
      for (int j = 0; j < count; j++) {
        double gap = Math.abs(waiting.skill(a) - waiting.skill(members[j]));
        assertTrue(gap <= waiting.skillRange(a), () -> seed + ": outside the skill range");
      }
    }
    for (int players : perTeam) {
      assertEquals(teamSize, players, () -> seed + ": " + Arrays.toString(perTeam));
    }
  }
}
