package io.tactus.gateway.http;

import io.tactus.gateway.lane.Lane;
import io.tactus.pipeline.Submitter;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import java.util.Locale;

/**
 * The {@code Server-Timing} of one reply, for whoever asks with {@code Tactus-Timing}: where the
 * time went, in milliseconds.
 *
 * <pre>
 *  headers │ read  │ queue │ journal │ apply             │ reply │ last byte is handed over
 *  complete│ check │ ring  │ force   │ publish, wake-up  │ render│
 * </pre>
 *
 * A request that is no command has a total only. Threading: the IO thread; stateless. Whoever does
 * not ask pays one look at the headers.
 */
final class ServerTiming {

  private static final HttpString ASKED = HttpString.tryFromString("Tactus-Timing");
  private static final HttpString HEADER = HttpString.tryFromString("Server-Timing");
  private static final double NS_PER_MS = 1e6;

  private ServerTiming() {}

  /** Adds the header if it was asked for; the reply is about to begin. */
  static void tell(HttpServerExchange exchange, Lane lane, long startNs) {
    if (exchange.getRequestHeaders().contains(ASKED)) {
      exchange.getResponseHeaders().put(HEADER, describe(lane, startNs, System.nanoTime()));
    }
  }

  private static String describe(Lane lane, long startNs, long nowNs) {
    Submitter times = lane.timesOfReply();
    StringBuilder out = new StringBuilder();
    if (times != null && times.admittedNs() >= startNs) {
      add(out, "read", times.admittedNs() - startNs);
      add(out, "queue", times.takenNs() - times.admittedNs());
      add(out, "journal", times.applyingNs() - times.takenNs());
      add(out, "apply", lane.drainedNs() - times.applyingNs());
      add(out, "reply", nowNs - lane.drainedNs());
    }
    add(out, "total", nowNs - startNs);
    return out.toString();
  }

  private static void add(StringBuilder out, String stage, long ns) {
    out.append(out.isEmpty() ? "" : ", ")
        .append(stage)
        .append(String.format(Locale.ROOT, ";dur=%.3f", Math.max(0, ns) / NS_PER_MS));
  }
}
