package io.tactus.perf.concurrency;

import io.tactus.journal.file.NioDisk;
import io.tactus.pipeline.replay.ReplaySession;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.output.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Whether a quiet server's whole journal tells the same story as its state. */
final class History {
  private History() {}

  /** Replays the data folder of a server that lives, and compares all hashes. */
  static void check(URI server, Path data, Findings findings) throws IOException {
    Map<String, Object> state;
    try (ApiClient client = new ApiClient(server, Optional.empty())) {
      Object stats = client.send("GET", "/stats").json();
      state = Json.object(Json.object(stats).get("state"));
    }
    try (ReplaySession session = ReplaySession.open(NioDisk.existing(data))) {
      if (session.firstSequence() > 0) {
        findings.violation("history before sequence " + session.firstSequence() + " is gone");
      }
      session.seekSequence(((Number) state.get("sequence")).longValue());
      if (session.firstDivergence() != 0) {
        findings.violation("replay leaves the history at sequence " + session.firstDivergence());
      }
      String hash = HexFormat.of().toHexDigits(session.hashes().userTotal());
      if (!hash.equals(state.get("hash"))) {
        findings.violation("state hash " + state.get("hash") + ", replayed " + hash);
      }
      findings.count("replayed", session.sequence() - session.firstSequence());
      findings.count("state hashes compared", session.hashesCompared());
    }
  }
}
