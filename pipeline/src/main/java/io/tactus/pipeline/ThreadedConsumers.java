package io.tactus.pipeline;

import com.lmax.disruptor.BatchEventProcessor;
import com.lmax.disruptor.BatchEventProcessorBuilder;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import io.tactus.pipeline.ring.CommandEvent;
import io.tactus.pipeline.ring.CommandRing;
import io.tactus.storage.thread.ThreadJoin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads behind the ring: one for both stages, or one for each. Stages are handed whole
 * batches: nothing is applied before the batch it came with is committed.
 */
final class ThreadedConsumers implements Consumers {
  private static final long PAUSE_NS = 50_000;

  private final List<Thread> threads = new ArrayList<>();
  private final List<BatchEventProcessor<CommandEvent>> processors = new ArrayList<>();
  private final RingBuffer<CommandEvent> ring;
  private final EngineHealth health;
  private final int maxBatch;

  ThreadedConsumers(
      CommandRing commands, Stages stages, EngineHealth health, ThreadLayout layout, int maxBatch) {
    this.ring = commands.ring();
    this.health = health;
    this.maxBatch = maxBatch;
    switch (layout) {
      case FUSED -> {
        var only = add("tactus-pipeline", new Fused(ring, stages.journal(), stages.apply()));
        ring.addGatingSequences(only.getSequence());
      }
      case SPLIT -> {
        var first = add("tactus-journal", stages.journal());
        var second = add("tactus-apply", stages.apply(), first.getSequence());
        ring.addGatingSequences(second.getSequence());
      }
    }
  }

  private BatchEventProcessor<CommandEvent> add(
      String name, EventHandler<CommandEvent> handler, Sequence... behind) {
    SequenceBarrier barrier = ring.newBarrier(behind);
    BatchEventProcessor<CommandEvent> processor =
        new BatchEventProcessorBuilder().setMaxBatchSize(maxBatch).build(ring, barrier, handler);
    processor.setExceptionHandler(new Halt(health));
    processors.add(processor);
    threads.add(new Thread(processor, name));
    return processor;
  }

  @Override
  public void start() {
    threads.forEach(Thread::start);
  }

  @Override
  public boolean isAlive() {
    for (Thread thread : threads) {
      if (!thread.isAlive()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void pause() {
    LockSupport.parkNanos(PAUSE_NS);
  }

  /** Stops the threads after the batch they are at; never interrupts them. */
  @Override
  public void close() {
    processors.forEach(BatchEventProcessor::halt);
    ThreadJoin.await(threads);
  }

  /** Both stages on one thread: the whole batch is journaled, then the whole batch is applied. */
  private static final class Fused implements EventHandler<CommandEvent> {
    private final RingBuffer<CommandEvent> ring;
    private final Stages.JournalStage journal;
    private final Stages.ApplyStage apply;
    private long batchStart = -1;

    Fused(RingBuffer<CommandEvent> ring, Stages.JournalStage journal, Stages.ApplyStage apply) {
      this.ring = ring;
      this.journal = journal;
      this.apply = apply;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
      journal.onBatchStart(batchSize, queueDepth);
    }

    @Override
    public void onEvent(CommandEvent event, long ringSequence, boolean endOfBatch) {
      if (batchStart < 0) {
        batchStart = ringSequence;
      }
      journal.onEvent(event, ringSequence, endOfBatch);
      if (endOfBatch) {
        apply.onBatchStart(ringSequence - batchStart + 1, 0);
        long first = batchStart;
        batchStart = -1;
        for (long i = first; i <= ringSequence; i++) {
          apply.onEvent(ring.get(i), i, i == ringSequence);
        }
      }
    }
  }

  /** The stages handle what they know of; whatever gets past them halts the engine. */
  private record Halt(EngineHealth health) implements ExceptionHandler<CommandEvent> {
    @Override
    public void handleEventException(Throwable e, long sequence, CommandEvent event) {
      health.halted(e);
    }

    @Override
    public void handleOnStartException(Throwable e) {
      health.halted(e);
    }

    @Override
    public void handleOnShutdownException(Throwable e) {
      health.halted(e);
    }
  }
}
