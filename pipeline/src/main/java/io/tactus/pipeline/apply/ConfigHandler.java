package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.ConfigCommand;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.plugin.PluginSet;
import org.agrona.DirectBuffer;

/**
 * Applies CONFIG commands: new settings, and no plug-ins until PLUGIN commands name them. Whoever
 * replays has refused those of other semantics before.
 */
final class ConfigHandler implements CommandHandler {
  private final ApplyState state;

  ConfigHandler(ApplyState state) {
    this.state = state;
  }

  @Override
  public void apply(Command command, DirectBuffer body, int offset, int length, ReplyEncoder out) {
    state.configure(ConfigCommand.decode(body, offset, length), PluginSet.EMPTY);
  }
}
