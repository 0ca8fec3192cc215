package io.tactus.pipeline.plugin;

import io.tactus.pipeline.command.PluginCommand;

/** The journal needs a plug-in whose code is not there. Stops a recovery or replay. */
public final class PluginMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PluginMissing(PluginCommand command) {
    super(
        command.sha256().isEmpty()
            ? "the plug-in "
                + command.name()
                + " was part of the process that wrote the journal;"
                + " it is not part of this one"
                + "\n  advice:   Nothing was changed. Start the program that has it built in."
            : "the plug-in "
                + command.name()
                + " is missing: plugins/"
                + command.sha256()
                + ".jar"
                + "\n  advice:   Nothing was changed. Put the jar back under that name; a backup of"
                + " this folder has it.");
  }
}
