package io.tactus.pipeline.plugin;

import io.tactus.pipeline.Unreplayable;
import io.tactus.pipeline.command.PluginCommand;

/** The journal needs a plug-in whose code is not there. Stops a recovery or replay. */
public final class PluginMissing extends Unreplayable {
  private static final long serialVersionUID = 1L;

  private PluginMissing(String reason, String file, String advice) {
    super(reason, file, 0, "Nothing was changed. " + advice, null);
  }

  PluginMissing(PluginCommand command) {
    this(command, "");
  }

  /** Its jar should be in a file; empty if that is nowhere. */
  PluginMissing(PluginCommand command, String file) {
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
        file,
        command.sha256().isEmpty()
            ? "Start the program that has it built in."
            : "Put the jar back under that name; a backup of this folder has it.");
  }

  /** There is another jar under its name. */
  static PluginMissing another(PluginCommand command, String file) {
    return new PluginMissing(
        "the plug-in " + command.name() + " is not there: " + file + " is not what its name says",
        file,
        "Put the jar of that SHA-256 back under that name; a backup of this folder has it.");
  }
}
