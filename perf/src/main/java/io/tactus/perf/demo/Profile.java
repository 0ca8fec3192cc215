package io.tactus.perf.demo;

import java.util.Random;

/**
 * A simulated player. Everything about it follows from the seed of the run.
 *
 * @param id its own, never used twice
 * @param regions as JSON: those it plays in
 * @param isImpatient gives up if it has not found a match when it first looks
 */
record Profile(long id, GameMode mode, String regions, int skill, boolean isImpatient) {
  private static final String[] REGIONS = {"[\"eu\"]", "[\"us\"]", "[\"asia\"]", "[\"eu\",\"us\"]"};
  private static final double[] REGION_SHARES = {0.45, 0.35, 0.12, 0.08};
  private static final double IMPATIENT_SHARE = 0.01;

  static Profile random(long id, Random random) {
    GameMode mode = random.nextDouble() < GameMode.DUEL.share() ? GameMode.DUEL : GameMode.ARENA;
    int skill = (int) Math.clamp(1500 + 300 * random.nextGaussian(), 0, 3000);
    return new Profile(id, mode, region(random), skill, random.nextDouble() < IMPATIENT_SHARE);
  }

  private static String region(Random random) {
    double drawn = random.nextDouble();
    int i = 0;
    while (i < REGIONS.length - 1 && drawn >= REGION_SHARES[i]) {
      drawn -= REGION_SHARES[i];
      i++;
    }
    return REGIONS[i];
  }
}
