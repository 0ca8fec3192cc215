package io.tactus.matchmaker;

import java.util.Arrays;

/**
 * The waiting tickets of one mode as parallel arrays, reused from beat to beat. Scratch only: it is
 * filled from the tables at the start of a beat and nothing of it outlives the beat, so it can not
 * make two replays differ.
 *
 * <p>Threading: tick thread only.
 */
final class WaitingTickets {
  private int count;
  private long[] ticket = new long[64];
  private double[] skill = new double[64];
  private double[] skillRange = new double[64];
  private long[] regions = new long[64];
  private int[] players = new int[64];
  private boolean[] taken = new boolean[64];

  void clear() {
    count = 0;
  }

  /**
   * Adds a ticket.
   *
   * @param regionBits the regions it accepts now, one bit each; all ones when any will do
   * @param playerCount players that come with it, 1 for a single player
   */
  void add(long ticketId, double ticketSkill, double range, long regionBits, int playerCount) {
    if (count == ticket.length) {
      grow();
    }
    ticket[count] = ticketId;
    skill[count] = ticketSkill;
    skillRange[count] = range;
    regions[count] = regionBits;
    players[count] = playerCount;
    taken[count] = false;
    count++;
  }

  int count() {
    return count;
  }

  long ticket(int index) {
    return ticket[index];
  }

  double skill(int index) {
    return skill[index];
  }

  double skillRange(int index) {
    return skillRange[index];
  }

  long regions(int index) {
    return regions[index];
  }

  int players(int index) {
    return players[index];
  }

  boolean isTaken(int index) {
    return taken[index];
  }

  void take(int index) {
    taken[index] = true;
  }

  /** Sorts by skill, ties by ticket id: a total order, so that every replay pairs alike. */
  void sortBySkill() {
    for (int i = count / 2 - 1; i >= 0; i--) {
      siftDown(i, count);
    }
    for (int end = count - 1; end > 0; end--) {
      swap(0, end);
      siftDown(0, end);
    }
  }

  private void siftDown(int start, int end) {
    int root = start;
    while (2 * root + 1 < end) {
      int child = 2 * root + 1;
      if (child + 1 < end && isBefore(child, child + 1)) {
        child++;
      }
      if (!isBefore(root, child)) {
        return;
      }
      swap(root, child);
      root = child;
    }
  }

  private boolean isBefore(int a, int b) {
    int bySkill = Double.compare(skill[a], skill[b]);
    return bySkill != 0 ? bySkill < 0 : ticket[a] < ticket[b];
  }

  private void swap(int a, int b) {
    long ticketA = ticket[a];
    ticket[a] = ticket[b];
    ticket[b] = ticketA;
    double skillA = skill[a];
    skill[a] = skill[b];
    skill[b] = skillA;
    double rangeA = skillRange[a];
    skillRange[a] = skillRange[b];
    skillRange[b] = rangeA;
    long regionsA = regions[a];
    regions[a] = regions[b];
    regions[b] = regionsA;
    int playersA = players[a];
    players[a] = players[b];
    players[b] = playersA;
  }

  private void grow() {
    int capacity = ticket.length * 2;
    ticket = Arrays.copyOf(ticket, capacity);
    skill = Arrays.copyOf(skill, capacity);
    skillRange = Arrays.copyOf(skillRange, capacity);
    regions = Arrays.copyOf(regions, capacity);
    players = Arrays.copyOf(players, capacity);
    taken = Arrays.copyOf(taken, capacity);
  }
}
