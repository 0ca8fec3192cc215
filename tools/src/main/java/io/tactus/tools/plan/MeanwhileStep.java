package io.tactus.tools.plan;

import io.tactus.tools.plan.PlanResult.StepResult;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A step that goes on while those behind it are done; its checks count when it is over.
 *
 * <p>Threading: the thread that runs the plan; the step has one of its own.
 */
final class MeanwhileStep implements AutoCloseable {

  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private final PlanStep step;
  private final StepRunner runner;
  private final FutureTask<StepResult> task;
  private final Thread thread;

  private MeanwhileStep(StepRunner runner, PlanStep step) {
    this.step = step;
    this.runner = runner;
    this.task = new FutureTask<>(() -> runner.run(step));
    this.thread = new Thread(task, "plan-line-" + step.line());
  }

  /** Begins a step beside what another runner does. */
  static MeanwhileStep begin(StepRunner beside, PlanStep step) {
    MeanwhileStep begun = new MeanwhileStep(beside.meanwhile(), step);
    begun.thread.start();
    return begun;
  }

  /** Waits for its end; one that takes too long is broken off, which its checks do not bear. */
  StepResult await() {
    runner.othersAreDone();
    try {
      try {
        return task.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        runner.close();
        return task.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a step went on", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a step broke off", e.getCause());
    }
  }

  /** What has come of it so far, for the report of a plan that has failed. */
  StepResult soFar() {
    return task.isDone() ? await() : StepResult.skipped(step);
  }

  /** Breaks it off if it is not over, and waits for that. */
  @Override
  public void close() {
    runner.close();
    try {
      thread.join(DEADLINE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
