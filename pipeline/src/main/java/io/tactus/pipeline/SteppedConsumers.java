package io.tactus.pipeline;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.tactus.pipeline.ring.CommandEvent;
import io.tactus.pipeline.ring.CommandRing;
import java.util.function.Consumer;

/**
 * Both stages run by whoever calls {@link #step}: for simulations, and for nothing else. Threading:
 * one thread for everything.
 */
final class SteppedConsumers implements Consumers {
  private final RingBuffer<CommandEvent> ring;
  private final Stages stages;
  private final Consumer<CommandEvent> journaled;
  private final Sequence consumed = new Sequence(-1);

  /**
   * Consumers of a ring.
   *
   * @param journaled is shown every command when its batch was committed, before it is applied
   */
  SteppedConsumers(CommandRing commands, Stages stages, Consumer<CommandEvent> journaled) {
    this.ring = commands.ring();
    this.stages = stages;
    this.journaled = journaled;
    ring.addGatingSequences(consumed);
  }

  /**
   * Runs one batch through both stages.
   *
   * @return commands in it
   */
  int step(int maxBatch) {
    long first = consumed.get() + 1;
    long last = Math.min(ring.getCursor(), first + maxBatch - 1);
    if (last < first) {
      return 0;
    }
    stages.journal().onBatchStart(last - first + 1, 0);
    for (long i = first; i <= last; i++) {
      stages.journal().onEvent(ring.get(i), i, i == last);
    }
    stages.apply().onBatchStart(last - first + 1, 0);
    for (long i = first; i <= last; i++) {
      journaled.accept(ring.get(i));
      stages.apply().onEvent(ring.get(i), i, i == last);
    }
    consumed.set(last);
    return (int) (last - first + 1);
  }

  @Override
  public void start() {}

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public void pause() {
    step(Integer.MAX_VALUE);
  }

  @Override
  public void close() {}
}
