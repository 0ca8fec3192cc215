package io.tactus.tools.linearizability;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the checker found.
 *
 * @param linearizable whether an order exists
 * @param explained how many operations the longest order found explains
 * @param stuckAt without an order: the operations of which one had to come next behind the longest
 *     order found, none of which fits
 */
public record Verdict(boolean linearizable, int explained, List<String> stuckAt) {

  @Override
  public String toString() {
    return linearizable
        ? "linearizable, " + explained + " operations"
        : "not linearizable: "
            + explained
            + " operations can be explained, then none of these fits:\n"
            + stuckAt.stream().map(line -> "  " + line).collect(Collectors.joining("\n"));
  }
}
