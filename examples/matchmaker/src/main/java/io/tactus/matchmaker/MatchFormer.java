package io.tactus.matchmaker;

import java.util.Arrays;

/**
 * Forms matches out of the waiting tickets of one mode.
 *
 * <p>Whoever waits longest chooses first. Around that ticket the search walks outwards in order of
 * skill and takes the nearest tickets that everyone chosen so far can accept: the whole group stays
 * within the narrowest skill range of its members and shares at least one region. When the players
 * add up, parties are dealt to teams without being split.
 *
 * <p>The work of a beat is bounded. In a queue too crowded for one beat, half of the work goes to
 * those who wait longest and half to a stretch of the queue that moves on from beat to beat, so
 * that nobody is passed over for ever.
 *
 * <p>Pure function of the tickets: no table, no clock. Threading: tick thread only; scratch arrays
 * are reused.
 */
final class MatchFormer {
  /** Fewest tickets looked at around one ticket before it is left for a later beat. */
  static final int MIN_CANDIDATES = 256;

  /** Parties that did not fit the teams, around one ticket, before it is left for a later beat. */
  private static final int MAX_DEALS = 8;

  /** Told of each match. The arrays are scratch: read them during the call only. */
  interface Sink {
    /**
     * A match was formed.
     *
     * @param members indexes into the waiting tickets
     * @param teams team number, from 0, of each member
     * @param count how many entries of both arrays count
     * @param regions regions all members share, one bit each
     */
    void match(int[] members, int[] teams, int count, long regions);
  }

  private int[] byAge = new int[64];
  private final int[] members;
  private final int[] teamOf;
  private final int[] dealOrder;
  private final TeamDealer dealer;
  private final int neededPlayers;
  private final int maxCandidates;

  /** Odd and not small, so that the stretch looked at moves through all of the queue. */
  private static final long STRIDE = 197;

  private WaitingTickets tickets;
  private int looksLeft;
  private int dealsLeft;
  private int memberCount;
  private int playerCount;
  private long sharedRegions;
  private double narrowestRange;
  private double lowestSkill;
  private double highestSkill;

  MatchFormer(int teams, int teamSize) {
    neededPlayers = Math.multiplyExact(teams, teamSize);
    maxCandidates = Math.max(MIN_CANDIDATES, Math.multiplyExact(neededPlayers, 4));
    members = new int[neededPlayers];
    teamOf = new int[neededPlayers];
    dealOrder = new int[neededPlayers];
    dealer = new TeamDealer(teams, teamSize);
  }

  /**
   * Forms the matches that the tickets and the work of one beat allow, and marks the tickets used
   * as taken.
   *
   * @param tick number of the beat: says where in a crowded queue to go on
   * @param looks tickets to be looked at; what a crowded queue needs beyond waits for later beats
   */
  void form(WaitingTickets waiting, long tick, int looks, Sink sink) {
    tickets = waiting;
    waiting.sortBySkill();
    int count = waiting.count();
    orderByAge(count);
    looksLeft = looks / 2;
    int reached = formFrom(0, count, sink);
    if (reached < count) {
      looksLeft = looks / 2;
      int crowded = count - reached;
      formFrom(reached + (int) Math.floorMod(tick * STRIDE, (long) crowded), count, sink);
    }
  }

  /** Goes through tickets by age while there are looks left; returns where it stopped. */
  private int formFrom(int first, int count, Sink sink) {
    int i = first;
    for (; i < count && looksLeft > 0; i++) {
      int anchor = byAge[i];
      if (!tickets.isTaken(anchor) && gatherAround(anchor, count)) {
        for (int m = 0; m < memberCount; m++) {
          tickets.take(members[m]);
        }
        sink.match(members, teamOf, memberCount, sharedRegions);
      }
    }
    return i;
  }

  /** Ticket ids are handed out in order of arrival, so the smallest has waited longest. */
  private void orderByAge(int count) {
    if (byAge.length < count) {
      byAge = new int[Math.max(count, byAge.length * 2)];
    }
    for (int i = 0; i < count; i++) {
      byAge[i] = i;
    }
    IndexSort.ascending(byAge, count, tickets::ticket);
  }

  private boolean gatherAround(int anchor, int count) {
    startWith(anchor);
    if (playerCount == neededPlayers) {
      return deal();
    }
    if (playerCount > neededPlayers) {
      return false;
    }
    int below = anchor - 1;
    int above = anchor + 1;
    double skill = tickets.skill(anchor);
    double reach = tickets.skillRange(anchor);
    for (int looked = 0; looked < maxCandidates && dealsLeft > 0; looked++) {
      looksLeft--;
      while (below >= 0 && tickets.isTaken(below)) {
        below--;
        looksLeft--;
      }
      while (above < count && tickets.isTaken(above)) {
        above++;
        looksLeft--;
      }
      double gapBelow = below >= 0 ? skill - tickets.skill(below) : Double.POSITIVE_INFINITY;
      double gapAbove = above < count ? tickets.skill(above) - skill : Double.POSITIVE_INFINITY;
      if (Math.min(gapBelow, gapAbove) > reach) {
        return false;
      }
      int candidate = gapBelow <= gapAbove ? below-- : above++;
      if (accepts(candidate) && completesWith(candidate)) {
        return true;
      }
    }
    return false;
  }

  private void startWith(int anchor) {
    dealsLeft = MAX_DEALS;
    members[0] = anchor;
    memberCount = 1;
    playerCount = tickets.players(anchor);
    sharedRegions = tickets.regions(anchor);
    narrowestRange = tickets.skillRange(anchor);
    lowestSkill = tickets.skill(anchor);
    highestSkill = lowestSkill;
  }

  private boolean accepts(int candidate) {
    double skill = tickets.skill(candidate);
    double spread = Math.max(highestSkill, skill) - Math.min(lowestSkill, skill);
    return playerCount + tickets.players(candidate) <= neededPlayers
        && (sharedRegions & tickets.regions(candidate)) != 0
        && spread <= Math.min(narrowestRange, tickets.skillRange(candidate));
  }

  /** Adds the candidate; true when that made a match. A last one that fits no team is put back. */
  private boolean completesWith(int candidate) {
    members[memberCount++] = candidate;
    playerCount += tickets.players(candidate);
    if (playerCount < neededPlayers) {
      admit(candidate);
      return false;
    }
    if (deal()) {
      admit(candidate);
      return true;
    }
    memberCount--;
    playerCount -= tickets.players(candidate);
    return false;
  }

  private void admit(int candidate) {
    double skill = tickets.skill(candidate);
    sharedRegions &= tickets.regions(candidate);
    narrowestRange = Math.min(narrowestRange, tickets.skillRange(candidate));
    lowestSkill = Math.min(lowestSkill, skill);
    highestSkill = Math.max(highestSkill, skill);
  }

  private boolean deal() {
    dealsLeft--;
    looksLeft -= memberCount;
    Arrays.setAll(dealOrder, i -> i);
    return dealer.deal(tickets, members, memberCount, dealOrder, teamOf);
  }
}
