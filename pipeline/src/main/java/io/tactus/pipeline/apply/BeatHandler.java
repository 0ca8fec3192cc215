package io.tactus.pipeline.apply;

import io.tactus.pipeline.command.TickCommand;
import io.tactus.pipeline.plugin.RegisteredProcedure;
import io.tactus.pipeline.plugin.RegisteredTickHandler;
import io.tactus.pipeline.procedure.TupleReader;
import io.tactus.pipeline.runtime.ScheduleTable;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Applies TICK commands: first the calls that are due, in the order in which they were scheduled,
 * then the tick handlers that have something to do, in the order of registration; each in a
 * transaction of its own, so that one that is refused does not stop the others.
 *
 * <p>Threading: applying thread.
 */
final class BeatHandler {
  private final Applier applier;
  private final ApplyState state;
  private final RefusalListener refusals;
  private final TupleReader arguments = new TupleReader();
  private long stream;

  BeatHandler(Applier applier, ApplyState state, RefusalListener refusals) {
    this.applier = applier;
    this.state = state;
    this.refusals = refusals;
  }

  void apply(Command command, DirectBuffer body, int offset, int length) {
    if (length != TickCommand.SIZE_BYTES) {
      throw new IllegalStateException("a TICK of " + length + " bytes");
    }
    long number = TickCommand.number(body, offset);
    long previous = number - 1 - TickCommand.skipped(body, offset);
    stream = 0;
    runScheduled(command, number);
    runHandlers(command, previous, number);
  }

  private void runScheduled(Command command, long number) {
    List<Long> due = state.schedule().takeDue(number, state.config().tickTimeMicros(number));
    for (int i = 0; i < due.size(); i++) {
      long id = due.get(i);
      applier.begin(++stream, 0);
      ScheduleTable.Entry entry = ScheduleTable.take(state.context(), id);
      if (entry == null) {
        state.transaction().rollback();
        continue;
      }
      try {
        state.context().begin(command.sequence(), number, entry.caller(), stream);
        call(entry);
        state.transaction().checkReferences();
        state.transaction().settleIndexes();
        applier.commit();
      } catch (Rejection e) {
        state.transaction().rollback();
        applier.begin(++stream, 0);
        ScheduleTable.take(state.context(), id);
        applier.commit();
        refusals.onRefused(command.sequence(), entry.procedure(), e);
      }
    }
  }

  private void call(ScheduleTable.Entry entry) {
    RegisteredProcedure procedure = state.plugins().require(entry.procedure());
    try {
      byte[] tuple = entry.tuple();
      arguments.wrap(procedure.definition().parameters(), new UnsafeBuffer(tuple), 0, tuple.length);
      arguments.validate();
    } catch (IllegalArgumentException e) {
      throw new Rejection(
          RejectionCode.PROCEDURE_FAILED,
          entry.procedure() + " has other parameters now: " + e.getMessage());
    }
    state
        .runner()
        .call(procedure, arguments, applier.reply().beginCall(procedure.definition().results()));
    applier.reply().endCall();
  }

  private void runHandlers(Command command, long previous, long number) {
    List<RegisteredTickHandler> handlers = state.plugins().tickHandlers();
    for (int i = 0; i < handlers.size(); i++) {
      RegisteredTickHandler handler = handlers.get(i);
      if (handler.isDue(previous, number) && state.hasWork(handler)) {
        applier.begin(++stream, 0);
        try {
          state.runner().tick(handler);
          state.transaction().checkReferences();
          state.transaction().settleIndexes();
          applier.commit();
        } catch (Rejection e) {
          state.transaction().rollback();
          refusals.onRefused(command.sequence(), handler.name(), e);
        }
      }
    }
  }
}
