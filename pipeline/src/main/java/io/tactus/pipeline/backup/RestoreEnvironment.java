package io.tactus.pipeline.backup;

import io.tactus.pipeline.plugin.PluginSource;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What a restore takes from the process besides its folders. A simulation brings its own, so that
 * what comes of it depends on its seed alone. Immutable.
 *
 * @param identities unpredictable numbers, which name the new log and its epoch
 * @param builtIn plug-ins that are part of the process, for histories that name them
 */
public record RestoreEnvironment(LongSupplier identities, List<PluginSource> builtIn) {

  public RestoreEnvironment {
    builtIn = List.copyOf(builtIn);
  }

  /** The machine's own. */
  public static RestoreEnvironment ofMachine() {
    return new RestoreEnvironment(new SecureRandom()::nextLong, List.of());
  }
}
