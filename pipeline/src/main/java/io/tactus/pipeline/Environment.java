package io.tactus.pipeline;

import io.tactus.pipeline.ring.CommandEvent;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * What an engine takes from the machine besides its disk. A simulation brings its own, so that a
 * run depends on its seed alone. Immutable.
 *
 * @param clock the only source of time
 * @param identities unpredictable numbers for what is new: the identity of a log, the seed of the
 *     key hash. They enter the state through the journal
 * @param stores makes the empty store that a history begins with
 * @param journaled is shown every command between journal and apply, journaled or refused; only by
 *     a {@link StepEngine}
 */
public record Environment(
    EngineClock clock,
    LongSupplier identities,
    Function<StoreConfig, Store> stores,
    Consumer<CommandEvent> journaled) {

  /** The machine's own, but for the clock. */
  public static Environment with(EngineClock clock) {
    return new Environment(
        clock, () -> new SecureRandom().nextLong(), Store::create, command -> {});
  }
}
