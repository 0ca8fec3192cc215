package io.tactus.storage.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SlotGuessTest {
  private final SlotGuess guess = new SlotGuess();

  @Test
  void shouldGuessAfterAStreakAtOneDistance() {
    learn(100, SlotGuess.STREAK - 1);
    assertFalse(guess.isMade(), "one short of a streak");
    learn(100, 1);
    assertTrue(guess.isMade());
    assertEquals(1100, guess.slot(1000));
  }

  @Test
  void shouldBeginAStreakAnewAtAnotherDistance() {
    learn(100, SlotGuess.STREAK - 1);
    learn(101, SlotGuess.STREAK - 1);
    assertFalse(guess.isMade());
    learn(101, 1);
    assertTrue(guess.isMade());
    assertEquals(1101, guess.slot(1000));
  }

  @Test
  void shouldEndWhenTooManyWereWrong() {
    learn(7, SlotGuess.STREAK);
    for (int i = 1; i < SlotGuess.PATIENCE; i++) {
      guess.wasWrong();
    }
    assertTrue(guess.isMade(), "one short of too many");
    guess.wasWrong();
    assertFalse(guess.isMade());
    learn(7, SlotGuess.STREAK - 1);
    assertFalse(guess.isMade(), "the streak counts from when they ended");
    learn(7, 1);
    assertTrue(guess.isMade());
  }

  @Test
  void shouldGiveUpWhereRowsLieInNoOrder() {
    for (int i = 1; i < SlotGuess.TRIES; i++) {
      guess.learn(i, 3L * i);
    }
    assertFalse(guess.isGivenUp(), "one short of giving up");
    guess.learnNothing();
    assertTrue(guess.isGivenUp());
    assertFalse(guess.isMade());
    guess.tryAgain();
    assertFalse(guess.isGivenUp());
    learn(100, SlotGuess.STREAK);
    assertTrue(guess.isMade(), "what was seen before does not count against it");
  }

  @Test
  void shouldGuessWhereTheLastTryEndsAStreak() {
    for (int i = SlotGuess.STREAK; i < SlotGuess.TRIES; i++) {
      guess.learn(i, 3L * i);
    }
    learn(100, SlotGuess.STREAK);
    assertTrue(guess.isMade());
    assertFalse(guess.isGivenUp());
    for (int i = 0; i < SlotGuess.PATIENCE; i++) {
      guess.wasWrong();
    }
    assertFalse(guess.isGivenUp(), "it learns anew when guesses have ended");
  }

  @Test
  void shouldForget() {
    learn(7, SlotGuess.STREAK);
    guess.forget();
    assertFalse(guess.isMade());
    learn(0, SlotGuess.STREAK);
    assertTrue(guess.isMade(), "a distance of 0 is one like any other");
  }

  @Test
  void shouldKeepDistancesOfKeysThatAreNegativeOrVeryLarge() {
    learn(Long.MIN_VALUE, SlotGuess.STREAK);
    assertEquals(5, guess.slot(5 ^ Long.MIN_VALUE));
  }

  private void learn(long distance, int times) {
    for (int i = 0; i < times; i++) {
      long key = 1000L + 17L * i;
      guess.learn(key, key + distance);
    }
  }
}
