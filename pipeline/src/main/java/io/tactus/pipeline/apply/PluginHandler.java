package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.plugin.PluginResolver;
import org.agrona.DirectBuffer;

/** Applies PLUGIN commands: one plug-in more in force. */
final class PluginHandler implements CommandHandler {
  private final ApplyState state;
  private final PluginResolver plugins;

  PluginHandler(ApplyState state, PluginResolver plugins) {
    this.state = state;
    this.plugins = plugins;
  }

  @Override
  public void apply(Command command, DirectBuffer body, int offset, int length, ReplyEncoder out) {
    PluginCommand plugin = PluginCommand.decode(body, offset, length);
    state.configure(state.config(), state.plugins().with(plugins.resolve(plugin)));
  }
}
