package io.tactus.pipeline;

import com.lmax.disruptor.EventHandler;
import io.tactus.pipeline.apply.TickProcessor;
import io.tactus.pipeline.journal.JournalHandler;
import io.tactus.pipeline.ring.CommandEvent;

/**
 * The two stages behind the ring, as handlers of whole batches: nothing is applied before the batch
 * it came with is committed.
 *
 * @param journal stage 1
 * @param apply stage 2
 */
record Stages(JournalStage journal, ApplyStage apply) {

  /** Stage 1: journal. */
  static final class JournalStage implements EventHandler<CommandEvent> {
    private final JournalHandler handler;
    private final StageTimes times;

    JournalStage(JournalHandler handler, StageTimes times) {
      this.handler = handler;
      this.times = times;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
      times.journalBegins();
    }

    @Override
    public void onEvent(CommandEvent event, long ringSequence, boolean endOfBatch) {
      switch (event.state()) {
        case ADMITTED -> {
          times.taken(event.admittedNs());
          handler.onCommand(event);
        }
        case CONTROL -> {
          handler.onBatchEnd();
          event.control().onJournal();
        }
        default -> {}
      }
      if (endOfBatch) {
        handler.onBatchEnd();
        times.journalEnds();
      }
    }
  }

  /** Stage 2: apply, publish, reply. */
  static final class ApplyStage implements EventHandler<CommandEvent> {
    private final TickProcessor processor;
    private final StageTimes times;

    ApplyStage(TickProcessor processor, StageTimes times) {
      this.processor = processor;
      this.times = times;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
      times.applyBegins();
    }

    @Override
    public void onEvent(CommandEvent event, long ringSequence, boolean endOfBatch) {
      processor.onCommand(event);
      if (endOfBatch) {
        processor.onBatchEnd();
        times.applyEnds();
      }
    }
  }
}
