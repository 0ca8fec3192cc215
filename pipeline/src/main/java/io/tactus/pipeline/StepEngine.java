package io.tactus.pipeline;

import io.tactus.journal.file.Disk;
import io.tactus.storage.Store;

/**
 * An engine without threads, for simulations: the same parts, run by {@link #step} and {@link
 * #beat} on a clock and a disk of the caller's. What it does depends on nothing else, so a seed
 * reproduces it.
 *
 * <p>Threading: one thread for everything, submitters included.
 */
public final class StepEngine implements AutoCloseable {
  private final Engine engine;
  private final Pipeline pipeline;
  private final SteppedConsumers consumers;

  private StepEngine(Engine engine) {
    this.engine = engine;
    this.pipeline = engine.pipeline();
    this.consumers = (SteppedConsumers) pipeline.consumers;
  }

  /** Recovers and starts, as {@link Engine#open}. */
  public static StepEngine open(EngineConfig config, Disk disk, EngineClock clock) {
    return open(config, disk, Environment.with(clock));
  }

  /** As {@link #open(EngineConfig, Disk, EngineClock)}, with all that the caller brings. */
  public static StepEngine open(EngineConfig config, Disk disk, Environment environment) {
    Engine engine = Engine.open(config, disk, ProgressListener.SILENT, environment, Drive.STEPPED);
    return new StepEngine(engine);
  }

  /** The engine, for everything but running it. */
  public Engine engine() {
    return engine;
  }

  public Submitter submitter(Runnable wake) {
    return engine.submitter(wake);
  }

  public Store store() {
    return engine.store();
  }

  /**
   * Runs one batch of at most {@code maxCommands} through journal and apply.
   *
   * @return commands in it, 0 if none waited
   */
  public int step(int maxCommands) {
    return consumers.step(maxCommands);
  }

  /**
   * Looks at the disk, then takes up the beats that are due on the clock.
   *
   * @return nanoseconds until the clock wants to be asked again
   */
  public long beat() {
    try {
      pipeline.diskWatch.poll();
    } catch (RuntimeException e) {
      // The simulated machine stopped, as it may in any use of the disk.
      pipeline.journalHandler.condemn(e);
    }
    return pipeline.tickClock.poll(pipeline.beatTime.nowNs());
  }

  /** Lets go of memory and threads, and of nothing else: what a crash does. */
  public void crash() {
    pipeline.abandon();
  }

  @Override
  public void close() {
    engine.close();
  }
}
