package io.tactus.gateway.command;

import io.tactus.gateway.lane.Caller;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.problem.Problem;
import io.tactus.pipeline.Engine;
import io.tactus.pipeline.Outcome;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tries commands out on a query worker and brings their replies back. Threading: asked and answered
 * on the IO thread of the caller; allocates.
 */
public final class DryRuns {

  /**
   * What a trial came to.
   *
   * @param outcome applied or rejected
   * @param sequence the place the command would have had in history
   * @param tick the tick it would have belonged to
   * @param reply the reply's body, off heap
   */
  public record Trial(Outcome outcome, long sequence, long tick, DirectBuffer reply) {

    /** Returns the same as what a submitted command gets. */
    public Reply asReply() {
      return Reply.of(outcome, sequence, tick, reply, 0, reply.capacity());
    }
  }

  private DryRuns() {}

  /**
   * Copies a command and tries it.
   *
   * @param then is given what came of it, or the problem that kept it from being tried
   * @throws io.tactus.gateway.problem.Refusal if the workers' queue is full
   */
  public static void submit(
      Caller caller,
      int type,
      long schemaVersion,
      DirectBuffer body,
      int length,
      Consumer<Trial> then,
      Consumer<Problem> refused) {
    DirectBuffer copy = copy(body, 0, length);
    Engine engine = caller.lane().engine();
    long journaled = caller.principal().caller();
    WorkerRead.<Trial>submit(
        caller,
        (workspace, version) -> {
          Trial[] trial = new Trial[1];
          engine.dryRun(
              version,
              type,
              schemaVersion,
              journaled,
              copy,
              length,
              (outcome, reply, offset, bytes) ->
                  trial[0] =
                      new Trial(
                          outcome,
                          version.sequence() + 1,
                          version.tick(),
                          copy(reply, offset, bytes)));
          workspace.out.reset();
          return trial[0];
        },
        answer -> {
          if (answer.problem() != null) {
            refused.accept(answer.problem());
          } else {
            then.accept(answer.found());
          }
        });
  }

  private static DirectBuffer copy(DirectBuffer source, int offset, int length) {
    UnsafeBuffer copy = new UnsafeBuffer(ByteBuffer.allocateDirect(length));
    copy.putBytes(0, source, offset, length);
    return copy;
  }
}
