package io.tactus.gateway.command;

import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Caller;
import io.tactus.gateway.lane.QueryWorkers;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.Rejection;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An expensive read on a query worker: pin, read and render there, unpin, and hand the answer to
 * the caller's IO thread.
 *
 * <p>Threading: stateless.
 */
public final class WorkerRead {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerRead.class);

  private WorkerRead() {}

  /** What is read; the JSON is in the workspace's writer when it returns. */
  @FunctionalInterface
  public interface Task<T> {
    /** Reads from the pinned version; refuses by throwing. */
    T run(Workspace workspace, Version version);
  }

  /** What came of it. */
  public static final class Answer<T> {
    private final T found;
    private final byte[] json;
    private final Problem problem;

    private Answer(T found, byte[] json, Problem problem) {
      this.found = found;
      this.json = json;
      this.problem = problem;
    }

    /** Returns what the task returned, or null if it refused. */
    public T found() {
      return found;
    }

    /** Returns what it rendered, or null; the caller's to keep. */
    public byte[] json() {
      return json;
    }

    /** Returns why it refused, or null. */
    public Problem problem() {
      return problem;
    }
  }

  /**
   * Queues the task; its answer comes on the caller's IO thread.
   *
   * @throws Refusal if the queue is full, or replies that nobody takes fill the memory
   */
  public static <T> void submit(Caller caller, Task<T> task, Consumer<Answer<T>> then) {
    if (caller.isMemorySpent()) {
      throw new Refusal(Request.memorySpent());
    }
    QueryWorkers.Job job =
        (reader, workspace) -> {
          Answer<T> answer = run(reader, workspace, task);
          caller.onIoThread(() -> caller.handle(() -> then.accept(affordable(caller, answer))));
        };
    if (!caller.lane().workers().trySubmit(job)) {
      throw ProblemType.QUEUE_FULL.refuse("Too many reads wait for a worker.");
    }
  }

  /** Replies may have piled up while it was read; then it is thrown away rather than added. */
  private static <T> Answer<T> affordable(Caller caller, Answer<T> answer) {
    boolean refuse = answer.problem == null && caller.isMemorySpent();
    return refuse ? new Answer<>(null, null, Request.memorySpent()) : answer;
  }

  private static <T> Answer<T> run(Reader reader, Workspace workspace, Task<T> task) {
    Version version = reader.pin();
    try {
      T found = task.run(workspace, version);
      return new Answer<>(found, workspace.out.toByteArray(), null);
    } catch (Refusal e) {
      return new Answer<>(null, null, e.problem());
    } catch (Rejection e) {
      return new Answer<>(null, null, Problem.of(e.withFailedIndex(-1)));
    } catch (Throwable e) { // game code may overflow its stack or fill the heap: still an answer
      LOG.error("defect in a read", e);
      return new Answer<>(
          null, null, Problem.of(ProblemType.INTERNAL, "The server failed to read."));
    } finally {
      reader.unpin();
    }
  }
}
