package io.tactus.perf.concurrency;

import io.tactus.tools.client.ApiResponse;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Changes the schema under everybody's feet, and takes snapshots. Threading: one thread. */
final class Operator implements Actor {
  private static final long PAUSE_NS = 20_000_000;

  /** One change. Together they lead back to the schema they began with. */
  private record Change(String method, String path, String body) {}

  private static final List<Change> ROUND =
      List.of(
          new Change(
              "POST",
              "/schema/v1/tables",
              """
              {"name":"scratch","fields":[{"name":"id","type":"u64","generated":true},
                {"name":"note","type":"string(60)"}],"primaryKey":["id"]}\
              """),
          new Change(
              "POST",
              "/schema/v1/tables/players/fields",
              "{\"name\":\"mood\",\"type\":\"i16\",\"default\":3}"),
          new Change("PATCH", "/schema/v1/tables/players/fields/mood", "{\"name\":\"temper\"}"),
          new Change("PATCH", "/schema/v1/tables/players/fields/temper", "{\"type\":\"i64\"}"),
          new Change(
              "POST",
              "/schema/v1/tables/players/indexes",
              "{\"name\":\"by_temper\",\"fields\":[\"temper\",\"gold\"],\"kind\":\"ordered\"}"),
          new Change("DELETE", "/schema/v1/tables/players/indexes/by_temper", null),
          new Change("DELETE", "/schema/v1/tables/players/fields/temper", null),
          new Change("POST", "/rest/v1/scratch", "[{\"note\":\"a\"},{\"note\":\"b\"}]"),
          new Change("POST", "/admin/v1/snapshots", null),
          new Change("DELETE", "/schema/v1/tables/scratch", null));

  private final Requests requests;
  private int next;

  Operator(Requests requests) {
    this.requests = requests;
  }

  @Override
  public void act() {
    Change change = ROUND.get(next);
    ApiResponse response =
        requests.change("operator", change.method(), change.path(), change.body());
    // Only a full queue may refuse one: nobody else touches what these touch.
    if (response != null && !response.succeeded() && response.status() != 503) {
      requests
          .findings()
          .violation(
              change.method() + " " + change.path() + ": " + response.status() + response.body());
    }
    if (response == null || response.status() != 503) {
      next = (next + 1) % ROUND.size();
    }
    LockSupport.parkNanos(PAUSE_NS);
  }
}
