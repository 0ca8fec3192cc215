package io.tactus.pipeline.plugin;

import io.tactus.pipeline.Unreplayable;
import io.tactus.pipeline.command.PluginCommand;

/**
 * The journal needs a plug-in whose jar is there and does not load in this process, though it did
 * where the journal was written. Stops a recovery or replay.
 */
public final class PluginUnloadable extends Unreplayable {
  private static final long serialVersionUID = 1L;

  PluginUnloadable(PluginCommand command, String file, Throwable cause) {
    super(
        "the plug-in " + command.name() + " cannot be loaded: " + inOneLine(cause),
        file,
        0,
        "Nothing was changed. Start it with the versions of Tactus and Java, and on a machine, where"
            + " the plug-in loads.",
        cause);
  }

  private static String inOneLine(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return message.replaceAll("\\R\\s*", " ");
  }
}
