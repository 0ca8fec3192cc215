package io.tactus.tools.crash;

import io.tactus.tools.linearizability.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * What all clients did to one object, in one monotonic time. An operation that was on its way when
 * its server died is closed by {@link #died}: it has taken effect before that moment, or never
 * will.
 *
 * <p>Threading: any thread.
 */
final class History<I, O> {
  private final List<Operation<I, O>> operations = new ArrayList<>();
  private final List<Operation<I, O>> unanswered = new ArrayList<>();

  synchronized void answered(int client, long invokedNs, I input, O output) {
    operations.add(new Operation<>(client, invokedNs, System.nanoTime(), input, output));
  }

  synchronized void unanswered(int client, long invokedNs, I input) {
    unanswered.add(new Operation<>(client, invokedNs, Long.MAX_VALUE, input, null));
  }

  /** The server is gone: what it has not done by now it will not do. */
  synchronized void died() {
    long nowNs = System.nanoTime();
    for (Operation<I, O> one : unanswered) {
      operations.add(new Operation<>(one.client(), one.invokedNs(), nowNs, one.input(), null));
    }
    unanswered.clear();
  }

  synchronized int answers() {
    return operations.size();
  }

  synchronized List<Operation<I, O>> operations() {
    List<Operation<I, O>> all = new ArrayList<>(operations);
    all.addAll(unanswered);
    return all;
  }
}
