package io.tactus.pipeline.plugin;

import io.tactus.pipeline.command.PluginCommand;

/** Finds the code of a plug-in that a PLUGIN command names. Threading: applying thread. */
@FunctionalInterface
public interface PluginResolver {
  /** A resolver that knows none. */
  PluginResolver NONE =
      command -> {
        throw new PluginMissing(command);
      };

  /**
   * The plug-in.
   *
   * @throws PluginMissing if its code is not there: without it the history cannot go on
   * @throws PluginUnloadable if its code is there and does not load
   * @throws io.tactus.journal.JournalFailure if its code cannot be read
   */
  LoadedPlugin resolve(PluginCommand command);
}
