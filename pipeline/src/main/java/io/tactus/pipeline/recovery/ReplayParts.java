package io.tactus.pipeline.recovery;

import io.tactus.pipeline.ProgressListener;
import io.tactus.pipeline.apply.CommitListener;
import io.tactus.pipeline.apply.RefusalListener;
import io.tactus.pipeline.apply.ReplySink;
import io.tactus.pipeline.plugin.PluginResolver;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import java.util.function.Function;

/**
 * What a replay is run with; nothing of it decides outcomes.
 *
 * @param maxFrames page frames of the store, 0 for as many as its recorded limits need
 * @param stores makes the empty store that a history begins with
 */
public record ReplayParts(
    long maxFrames,
    PluginResolver plugins,
    CommitListener commits,
    RefusalListener refusals,
    ReplySink replies,
    ProgressListener progress,
    Function<StoreConfig, Store> stores) {

  /** A silent replay. */
  public static ReplayParts of(long maxFrames, PluginResolver plugins) {
    return of(maxFrames, plugins, ProgressListener.SILENT);
  }

  /** A replay of which nothing but its progress is heard. */
  public static ReplayParts of(long maxFrames, PluginResolver plugins, ProgressListener progress) {
    return new ReplayParts(
        maxFrames,
        plugins,
        CommitListener.NONE,
        RefusalListener.NONE,
        ReplySink.NONE,
        progress,
        Store::create);
  }
}
