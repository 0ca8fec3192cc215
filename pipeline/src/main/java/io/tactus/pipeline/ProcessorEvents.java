package io.tactus.pipeline;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.apply.ProcessorListener;
import io.tactus.pipeline.command.KeyedCommand;
import io.tactus.pipeline.ring.CommandEvent;
import io.tactus.pipeline.tick.TickThread;

/** Passes on what the processor does. Threading: applying thread. */
record ProcessorEvents(
    StageTimes times,
    StageStatistics statistics,
    Beat beat,
    TickThread tickThread,
    SnapshotService snapshots)
    implements ProcessorListener {

  @Override
  public void onApplied(CommandEvent event, Outcome outcome) {
    statistics.onApplied(outcome == Outcome.REJECTED);
    if (event.replies() != null) {
      times.applied(event.admittedNs());
    }
    if (KeyedCommand.typeWithin(event.type(), event.body()) == RecordType.SCHEMA) {
      snapshots.onSchemaChanged();
    }
    snapshots.onApplied(event.timestampMicros());
  }

  @Override
  public void onTick(long number, long skipped) {
    statistics.onTick(skipped);
    beat.onApplied(number);
    tickThread.wake();
  }

  @Override
  public void onPublished(long sequence) {
    statistics.onPublished(sequence);
  }

  @Override
  public void onReplied(long sequence) {
    times.replied();
    beat.onPublished();
    snapshots.onPublished(sequence);
  }
}
