package io.tactus.perf.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ProfileTest {
  @Test
  void shouldFollowFromTheSeed() {
    assertEquals(Profile.random(7, new Random(3)), Profile.random(7, new Random(3)));
  }

  @Test
  void shouldSpreadPlayersOverModesAndRegions() {
    Random random = new Random(1);
    int duels = 0;
    int asia = 0;
    int impatient = 0;
    for (int id = 0; id < 10_000; id++) {
      Profile profile = Profile.random(id, random);
      duels += profile.mode().equals(GameMode.DUEL) ? 1 : 0;
      asia += profile.regions().equals("[\"asia\"]") ? 1 : 0;
      impatient += profile.isImpatient() ? 1 : 0;
      assertTrue(profile.skill() >= 0 && profile.skill() <= 3000);
    }
    assertEquals(6000, duels, 300);
    assertEquals(1200, asia, 150);
    assertEquals(100, impatient, 60);
  }

  @Test
  void sharesOfTheModesShouldAddUp() {
    assertEquals(1, GameMode.ALL.stream().mapToDouble(GameMode::share).sum(), 1e-9);
  }
}
