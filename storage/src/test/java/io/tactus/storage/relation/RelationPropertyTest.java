package io.tactus.storage.relation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.storage.BrokenStores;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random tables that refer to each other and random commands, deferred or not, beside a model that
 * states the rules over the whole state. {@code -Dtactus.seed=N} plays one game alone.
 */
class RelationPropertyTest {
  private static final StoreConfig CONFIG = StoreConfig.ofBytes(16 << 20, 0xBEE);
  private static final int COMMANDS = 150;
  private static final int GAMES = 25;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void shouldAgreeWithTheModelAfterEveryCommand(long first) {
    int[] counts = new int[3];
    for (long seed = first * 1000; seed < first * 1000 + GAMES; seed++) {
      long chosen = Long.getLong("tactus.seed", seed);
      game(chosen, COMMANDS, () -> Store.create(CONFIG), counts);
    }
    assertTrue(
        counts[0] > 800 && counts[1] > 300 && counts[2] > 150,
        () -> counts[0] + " refused, " + counts[1] + " put off, " + counts[2] + " cascaded");
  }

  @Tag("slow")
  @Test
  void shouldAgreeWithTheModelOverManySeeds() {
    for (long seed = 100_000; seed < 100_500; seed++) {
      game(seed, 3 * COMMANDS, () -> Store.create(CONFIG), new int[3]);
    }
  }

  @Test
  void shouldCatchACheckForgottenOnUpdate() {
    assertCaught(BrokenReferences::forgettingUpdates);
  }

  @Test
  void shouldCatchDeletesThatDoNotLookWhoRefers() {
    assertCaught(BrokenReferences::forgettingRestrict);
  }

  @Test
  void shouldCatchACascadeThatStopsAfterOneStep() {
    assertCaught(BrokenReferences::cascadingOnce);
  }

  @Test
  void shouldCatchANullThatTheIndexIsNotToldOf() {
    assertCaught(BrokenReferences::nullingBytesOnly);
  }

  @Test
  void shouldCatchRestrictDecidedBeforeTheCascadesAreThrough() {
    assertCaught(BrokenReferences::restrictingTooEarly);
  }

  @Test
  void shouldCatchDeferredChecksThatAreForgotten() {
    assertCaught(BrokenReferences::forgettingTheDeferred);
  }

  private static void assertCaught(BrokenReferences.Maker maker) {
    for (long seed = 1; seed <= 2L * GAMES; seed++) {
      try {
        game(seed, COMMANDS, () -> BrokenStores.withReferences(CONFIG, maker), new int[3]);
      } catch (AssertionError caught) {
        return;
      }
    }
    throw new AssertionError("not caught in " + 2 * GAMES + " games");
  }

  private static void game(long seed, int commands, Supplier<Store> stores, int[] counts) {
    try (RelationPlay play = new RelationPlay(seed, stores.get())) {
      play.play(commands);
      counts[0] += play.refusals().getOrDefault(RejectionCode.REFERENCE, 0);
      counts[1] += play.deferredCommits();
      counts[2] += play.cascaded();
    } catch (RuntimeException | AssertionError failure) {
      throw new AssertionError("seed " + seed + ": " + failure, failure);
    }
  }
}
