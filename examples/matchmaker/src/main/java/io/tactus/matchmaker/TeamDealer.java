package io.tactus.matchmaker;

import java.util.Arrays;

/**
 * Deals the members of a match to teams: the largest parties first, each to the weakest team that
 * has room, so that teams come out near in strength and no party is split. Where that leaves a
 * party without room, each goes to the fullest team it fits instead, which packs better.
 *
 * <p>Threading: tick thread only.
 */
final class TeamDealer {
  private final int teamSize;
  private final int[] room;
  private final double[] strength;

  TeamDealer(int teams, int teamSize) {
    this.teamSize = teamSize;
    room = new int[teams];
    strength = new double[teams];
  }

  /**
   * Deals.
   *
   * @param order scratch holding 0..count-1; left in dealing order
   * @param teamOf receives the team of each member
   * @return false if the parties do not fit the teams
   */
  boolean deal(WaitingTickets tickets, int[] members, int count, int[] order, int[] teamOf) {
    sortLargestFirst(tickets, members, count, order);
    return deal(tickets, members, count, order, teamOf, false)
        || deal(tickets, members, count, order, teamOf, true);
  }

  private boolean deal(
      WaitingTickets tickets,
      int[] members,
      int count,
      int[] order,
      int[] teamOf,
      boolean fullestFirst) {
    Arrays.fill(room, teamSize);
    Arrays.fill(strength, 0);
    for (int i = 0; i < count; i++) {
      int member = members[order[i]];
      int players = tickets.players(member);
      int team = fullestFirst ? fullestWithRoom(players) : weakestWithRoom(players);
      if (team < 0) {
        return false;
      }
      room[team] -= tickets.players(member);
      strength[team] += tickets.skill(member) * tickets.players(member);
      teamOf[order[i]] = team;
    }
    return true;
  }

  private int weakestWithRoom(int players) {
    int weakest = -1;
    for (int team = 0; team < room.length; team++) {
      if (room[team] >= players && (weakest < 0 || strength[team] < strength[weakest])) {
        weakest = team;
      }
    }
    return weakest;
  }

  private int fullestWithRoom(int players) {
    int fullest = -1;
    for (int team = 0; team < room.length; team++) {
      if (room[team] >= players && (fullest < 0 || room[team] < room[fullest])) {
        fullest = team;
      }
    }
    return fullest;
  }

  private static void sortLargestFirst(
      WaitingTickets tickets, int[] members, int count, int[] order) {
    for (int i = 1; i < count; i++) {
      int moving = order[i];
      int at = i;
      while (at > 0 && comesBefore(tickets, members[moving], members[order[at - 1]])) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = moving;
    }
  }

  private static boolean comesBefore(WaitingTickets tickets, int a, int b) {
    if (tickets.players(a) != tickets.players(b)) {
      return tickets.players(a) > tickets.players(b);
    }
    int bySkill = Double.compare(tickets.skill(b), tickets.skill(a));
    return bySkill != 0 ? bySkill < 0 : tickets.ticket(a) < tickets.ticket(b);
  }
}
