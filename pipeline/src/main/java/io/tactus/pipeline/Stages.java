package io.tactus.pipeline;

import com.lmax.disruptor.EventHandler;
import io.tactus.pipeline.apply.TickProcessor;
import io.tactus.pipeline.journal.JournalHandler;
import io.tactus.pipeline.ring.CommandEvent;

/**
 * The two stages behind the ring, as handlers of whole batches: nothing is applied before the batch
 * it came with is committed. Nothing they call gets past them: an exception that escaped into the
 * ring's loop would free slots whose commands nobody has answered yet.
 *
 * @param journal stage 1
 * @param apply stage 2
 */
record Stages(JournalStage journal, ApplyStage apply) {

  /** Stage 1: journal. */
  static final class JournalStage implements EventHandler<CommandEvent> {
    private final JournalHandler handler;
    private final StageTimes times;
    private final EngineHealth health;

    JournalStage(JournalHandler handler, StageTimes times, EngineHealth health) {
      this.handler = handler;
      this.times = times;
      this.health = health;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
      times.journalBegins();
    }

    @Override
    public void onEvent(CommandEvent event, long ringSequence, boolean endOfBatch) {
      try {
        switch (event.state()) {
          case ADMITTED -> {
            times.taken(event.admittedNs());
            event.taken(times.journalBegunNs());
            handler.onCommand(event);
          }
          case CONTROL -> {
            handler.onBatchEnd();
            event.control().onJournal();
          }
          default -> {}
        }
      } catch (Throwable e) {
        health.halted(e);
      }
      if (endOfBatch) {
        endBatch();
      }
    }

    private void endBatch() {
      try {
        handler.onBatchEnd();
        times.journalEnds();
      } catch (Throwable e) {
        health.halted(e);
      }
    }
  }

  /** Stage 2: apply, publish, reply. */
  static final class ApplyStage implements EventHandler<CommandEvent> {
    private final TickProcessor processor;
    private final StageTimes times;
    private final EngineHealth health;

    ApplyStage(TickProcessor processor, StageTimes times, EngineHealth health) {
      this.processor = processor;
      this.times = times;
      this.health = health;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
      times.applyBegins();
    }

    @Override
    public void onEvent(CommandEvent event, long ringSequence, boolean endOfBatch) {
      try {
        event.applying(times.applyBegunNs());
        processor.onCommand(event);
        if (endOfBatch) {
          processor.onBatchEnd();
          times.applyEnds();
        }
      } catch (Throwable e) {
        health.halted(e);
      }
    }
  }
}
