package io.tactus.pipeline.apply;

import io.tactus.journal.JournalFailure;
import io.tactus.pipeline.Unreplayable;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.plugin.LoadedPlugin;
import io.tactus.pipeline.plugin.PluginResolver;
import io.tactus.pipeline.plugin.PluginSet;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
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
    LoadedPlugin loaded = resolve(command, plugin);
    PluginSet more;
    try {
      more = state.plugins().with(loaded);
    } catch (IllegalArgumentException e) {
      throw new Rejection(RejectionCode.CONFLICT, e.getMessage()).withName("plugin_collides", "");
    }
    state.configure(state.config(), more);
  }

  /**
   * Loads it. That may go wrong here and not where the journal was written, so it is never a
   * refusal: the history cannot go on without the plug-in.
   */
  private LoadedPlugin resolve(Command command, PluginCommand plugin) {
    try {
      return plugins.resolve(plugin);
    } catch (Unreplayable | JournalFailure e) {
      // They say themselves what to do.
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalStateException(
          "sequence "
              + command.sequence()
              + ": the plug-in "
              + plugin.name()
              + ": "
              + e.getMessage(),
          e);
    }
  }
}
