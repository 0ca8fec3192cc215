package io.tactus.perf.bench;

import io.tactus.tools.CommandFailure;
import io.tactus.tools.ExitCode;
import io.tactus.tools.client.ApiClient;
import io.tactus.tools.client.ApiResponse;

/** The table that benchmarks read and write: rows of a player, keys 1, 2, 3, … */
final class BenchTable {
  static final String NAME = "bench_players";

  private static final int ROWS_PER_REQUEST = 500;
  private static final String DEFINITION =
      """
      {"name":"bench_players","primaryKey":["id"],"fields":[
        {"name":"id","type":"u64"},
        {"name":"name","type":"string(32)"},
        {"name":"level","type":"u16"},
        {"name":"gold","type":"i64","min":0},
        {"name":"skill","type":"f64"},
        {"name":"online","type":"bool"}]}""";

  private BenchTable() {}

  /**
   * Makes the table and fills it.
   *
   * @throws CommandFailure if the server refuses, for example because the table is there
   */
  static void fill(ApiClient client, long rows) {
    demand(client.sendJson("POST", "/schema/v1/tables", DEFINITION), "create " + NAME);
    for (long first = 1; first <= rows; first += ROWS_PER_REQUEST) {
      StringBuilder json = new StringBuilder("[");
      for (long id = first; id < first + ROWS_PER_REQUEST && id <= rows; id++) {
        json.append(id == first ? "" : ",").append(row(id));
      }
      demand(client.sendJson("POST", "/rest/v1/" + NAME, json.append(']').toString()), "fill");
    }
  }

  /** Drops the table from a server that stays. */
  static void drop(ApiClient client) {
    demand(client.send("DELETE", "/schema/v1/tables/" + NAME), "drop " + NAME);
  }

  private static String row(long id) {
    return "{\"id\":"
        + id
        + ",\"name\":\"player "
        + id
        + "\",\"level\":"
        + id % 60
        + ",\"gold\":100,\"skill\":"
        + (1000 + id % 1000)
        + ".5,\"online\":true}";
  }

  private static void demand(ApiResponse response, String what) {
    if (!response.succeeded()) {
      throw new CommandFailure(
          ExitCode.NO, "could not " + what + ": " + response.status() + " " + response.body());
    }
  }
}
