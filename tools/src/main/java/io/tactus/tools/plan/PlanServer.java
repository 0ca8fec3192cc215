package io.tactus.tools.plan;

import io.tactus.tools.plan.PlanAction.Server.Verb;
import java.util.Map;

/** The one line of a server block: {@code start [FLAGS]}, {@code stop} or {@code kill -9}. */
final class PlanServer {

  private static final Map<String, Verb> ENDINGS = Map.of("stop", Verb.STOP, "kill -9", Verb.KILL);

  private PlanServer() {}

  /**
   * Parses the block.
   *
   * @throws IllegalArgumentException if it says anything else
   */
  static PlanAction.Server parse(String text) {
    String line = text.strip();
    if (ENDINGS.containsKey(line)) {
      return new PlanAction.Server(ENDINGS.get(line), "");
    }
    if (line.equals("start") || line.startsWith("start -")) {
      return new PlanAction.Server(Verb.START, line.substring("start".length()).strip());
    }
    throw new IllegalArgumentException("a server block says 'start [FLAGS]', 'stop' or 'kill -9'");
  }
}
