package io.tactus.pipeline.apply;

import io.tactus.pipeline.plugin.PluginResolver;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.Store;
import io.tactus.storage.StoreFork;
import io.tactus.storage.page.FramesExhausted;
import io.tactus.storage.page.Version;
import org.agrona.DirectBuffer;

/**
 * What a command would do if it were the next one: applied to a private copy of a version, by the
 * rules of any command, and thrown away. Nothing of it is journaled, seen, or scheduled.
 *
 * <p>Threading: any thread; allocates. The copy shares the version's frames and has a few of its
 * own for what changes, so that trials take nothing from the writer.
 */
public final class DryRun {
  /** The share of the store's frames that one trial may change. */
  private static final long FRAMES_SHARE = 16;

  private static final long LEAST_FRAMES = 1024;

  private DryRun() {}

  /**
   * Applies a command.
   *
   * @param version pinned by the caller
   * @param live the settings and plug-ins in force
   * @param out is told what came of it, once, before this returns
   * @param refusals is told of procedures that failed
   * @throws Rejection MEMORY_LIMIT if it changes more pages than a trial may
   */
  public static void run(
      Store store,
      Version version,
      ApplyState live,
      int type,
      long schemaVersion,
      long caller,
      DirectBuffer body,
      int length,
      ReplySink out,
      RefusalListener refusals) {
    long frames = Math.max(LEAST_FRAMES, store.config().maxFrames() / FRAMES_SHARE);
    try (StoreFork fork = store.fork(version, frames)) {
      Applier applier =
          new Applier(
              ApplyState.ofFork(fork, live), PluginResolver.NONE, CommitListener.NONE, refusals);
      applier.apply(
          version.sequence() + 1,
          version.tickTimeMicros(),
          version.tick(),
          type,
          schemaVersion,
          caller,
          body,
          0,
          length,
          out);
    } catch (FramesExhausted e) {
      throw new Rejection(
          RejectionCode.MEMORY_LIMIT, "a dry run changes at most " + frames + " pages");
    }
  }
}
