package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.plugin.PluginSet;
import org.agrona.DirectBuffer;

/** Applies CONFIG commands: new settings, and no plug-ins until PLUGIN commands name them. */
final class ConfigHandler implements CommandHandler {
  private final ApplyState state;

  ConfigHandler(ApplyState state) {
    this.state = state;
  }

  @Override
  public void apply(Command command, DirectBuffer body, int offset, int length, ReplyEncoder out) {
    ConfigCommand config = ConfigCommand.decode(body, offset, length);
    // An older one would be replayed to another state, which is worse than not to be opened.
    if (config.semanticsVersion() != ConfigCommand.SEMANTICS_VERSION) {
      boolean newer = config.semanticsVersion() > ConfigCommand.SEMANTICS_VERSION;
      throw new IllegalStateException(
          "sequence "
              + command.sequence()
              + (newer ? " was written by a newer version" : " was written before 0.1")
              + ": engine semantics "
              + config.semanticsVersion()
              + ", this one knows "
              + ConfigCommand.SEMANTICS_VERSION);
    }
    state.configure(config, PluginSet.EMPTY);
  }
}
