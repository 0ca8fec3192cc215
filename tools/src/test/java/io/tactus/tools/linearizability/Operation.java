package io.tactus.tools.linearizability;

/**
 * What one client asked and was told. Immutable.
 *
 * @param client who asked; only for messages
 * @param invokedNs when it was asked, on one monotonic clock for all clients
 * @param answeredNs when the answer was there; for an operation without an answer, the moment from
 *     which it can no longer take effect, {@link Long#MAX_VALUE} if there is none
 * @param input what was asked
 * @param output what was told, or null if there was no answer: the operation may have taken effect
 *     or not
 */
public record Operation<I, O>(int client, long invokedNs, long answeredNs, I input, O output) {

  public Operation {
    if (answeredNs < invokedNs) {
      throw new IllegalArgumentException("answered " + answeredNs + " before asked " + invokedNs);
    }
  }

  boolean answered() {
    return output != null;
  }

  @Override
  public String toString() {
    return "client %d  %d..%s  %s -> %s"
        .formatted(
            client,
            invokedNs,
            answeredNs == Long.MAX_VALUE ? "" : answeredNs,
            input,
            answered() ? output : "no answer");
  }
}
