package io.tactus.pipeline.recovery;

import io.tactus.journal.snapshot.SnapshotMeta;
import io.tactus.pipeline.apply.ApplyState;
import io.tactus.pipeline.command.PluginCommand;
import io.tactus.pipeline.plugin.PluginResolver;
import io.tactus.pipeline.plugin.PluginSet;
import io.tactus.pipeline.recovery.SnapshotBlocks.EngineBlock;
import io.tactus.storage.Store;

/**
 * What was read of a snapshot that checks out, before its plug-ins are found. What goes wrong with
 * those is not the snapshot's fault, and an older one would not do better.
 */
record SnapshotState(Store store, EngineBlock engine, SnapshotMeta meta, SnapshotOrigin origin) {

  /**
   * Finds the plug-ins; the store is closed if that goes wrong.
   *
   * @throws io.tactus.pipeline.Unreplayable if one is not there, or does not load
   * @throws io.tactus.journal.JournalFailure if one cannot be read
   */
  StartingPoint begin(PluginResolver resolver) {
    boolean done = false;
    try {
      ApplyState state = new ApplyState(store, engine.config());
      PluginSet plugins = PluginSet.EMPTY;
      for (PluginCommand plugin : engine.plugins()) {
        plugins = plugins.with(resolver.resolve(plugin));
      }
      state.configure(engine.config(), plugins);
      state.rebuildSchedule();
      StartingPoint point =
          new StartingPoint(
              store,
              state,
              meta.sequence(),
              meta.sequence(),
              meta.timestampMicros(),
              meta.tick(),
              origin);
      done = true;
      return point;
    } finally {
      if (!done) {
        store.close();
      }
    }
  }
}
