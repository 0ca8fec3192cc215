package io.tactus.perf.demo;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;
import io.tactus.tools.output.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Reads the matches back over HTTP, range by range of match ids, so that no reply meets the
 * server's limits. Ids are handed out from 1 without gaps.
 */
final class Records {
  private static final int MATCHES_PER_READ = 100;

  private final ApiClient client;

  Records(ApiClient client) {
    this.client = client;
  }

  /** Everything the server recorded. */
  Audit audit(Instant start) {
    Audit audit = new Audit();
    for (long from = 1; ; from += MATCHES_PER_READ) {
      List<Object> matches =
          rows("matches?select=id,mode,created_at&" + range("id", from, MATCHES_PER_READ));
      if (matches.isEmpty()) {
        return audit;
      }
      for (Object match : matches) {
        Map<String, Object> row = Json.object(match);
        Instant createdAt = Instant.parse((String) row.get("created_at"));
        audit.match(
            number(row, "id"),
            (String) row.get("mode"),
            Math.floorDiv(ChronoUnit.MILLIS.between(start, createdAt), 1000L));
      }
      for (Object player :
          rows(
              "match_players?select=match,player,team&" + range("match", from, MATCHES_PER_READ))) {
        Map<String, Object> row = Json.object(player);
        audit.player(number(row, "match"), number(row, "player"), number(row, "team"));
      }
    }
  }

  private static String range(String field, long from, int count) {
    return field + "=gte." + from + "&" + field + "=lt." + (from + count);
  }

  private static long number(Map<String, Object> row, String field) {
    return ((Number) row.get(field)).longValue();
  }

  private List<Object> rows(String query) {
    ApiResponse response = client.send("GET", "/rest/v1/" + query);
    if (response.status() != 200) {
      throw new CommandFailure(
          ExitCode.NO, "could not read " + query + ": " + response.status() + response.body());
    }
    return Json.array(Json.parse(response.body()));
  }
}
