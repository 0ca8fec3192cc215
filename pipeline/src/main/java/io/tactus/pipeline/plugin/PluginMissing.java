package io.tactus.pipeline.plugin;

import io.tactus.pipeline.Unreplayable;
import io.tactus.pipeline.command.PluginCommand;

/** The journal needs a plug-in whose code is not there. Stops a recovery or replay. */
public final class PluginMissing extends Unreplayable {
  private static final long serialVersionUID = 1L;

  private PluginMissing(String reason, String advice) {
    super(reason, "Nothing was changed. " + advice);
  }

  PluginMissing(PluginCommand command) {
    this(
        command.sha256().isEmpty()
            ? "the plug-in "
                + command.name()
                + " was part of the process that wrote the journal;"
                + " it is not part of this one"
            : "the plug-in "
                + command.name()
                + " is missing: "
                + PluginStore.fileName(command.sha256()),
        command.sha256().isEmpty()
            ? "Start the program that has it built in."
            : "Put the jar back under that name; a backup of this folder has it.");
  }

  /** There is another jar under its name. */
  static PluginMissing another(PluginCommand command, String file) {
    return new PluginMissing(
        "the plug-in " + command.name() + " is not there: " + file + " is not what its name says",
        "Put the jar of that SHA-256 back under that name; a backup of this folder has it.");
  }
}
