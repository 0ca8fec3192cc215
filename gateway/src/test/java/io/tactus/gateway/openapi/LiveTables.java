package io.tactus.gateway.openapi;

import io.tactus.gateway.TestServer.Reply;

/** What the rows of any table answer alike, well and badly. Threading: one thread. */
final class LiveTables {

  private static final String[] REPRESENT = {"Prefer", "return=representation"};
  private static final String[] STALE = {"If-Match", "\"1\""};

  private final LiveCalls live;
  private final String path;
  private final String wrongKey;

  private LiveTables(LiveCalls live, String table, String wrongKey) {
    this.live = live;
    this.path = "/rest/v1/" + table;
    this.wrongKey = path + "/" + wrongKey;
  }

  /** Calls all operations on the rows of guilds and members, of which there are two and more. */
  static void run(LiveCalls live) {
    LiveTables guilds = new LiveTables(live, "guilds", "what");
    guilds.reads("1", "99");
    guilds.changes("1", "99", "{\"name\":\"red\"}", "{\"name\":5}", "{\"name\":\"blue\"}");
    guilds.puts("80", "{\"name\":\"teal\"}", "{\"name\":5}", "{\"name\":\"blue\"}");
    guilds.bulk("id=eq.1", "{\"name\":\"red\"}", "{\"name\":5}", "{\"name\":\"blue\"}");
    LiveTables members = new LiveTables(live, "members", "what,ann");
    members.reads("1,ann", "1,zed");
    members.changes("1,ann", "1,zed", "{\"rank\":4}", "{\"rank\":10}", "{\"guild\":77}");
    members.puts("1,zoe", "{\"rank\":3}", "{\"rank\":10}", null);
    live.bad(409, "PUT", "/rest/v1/members/77,zoe", "{\"rank\":3}");
    members.bulk("nick=eq.ann", "{\"rank\":4}", "{\"rank\":10}", "{\"guild\":77}");
    LiveTables heroes = new LiveTables(live, "heroes", "what");
    live.bad(422, "DELETE", heroes.wrongKey, null);
    live.bad(409, "PATCH", "/rest/v1/heroes?name=eq.Bob", "{\"guild\":777}");
  }

  private void reads(String key, String missing) {
    Reply row = live.good(200, "GET", path + "/" + key, null);
    live.good(304, "GET", path + "/" + key, null, "If-None-Match", row.header("ETag"));
    live.bad(412, "GET", path + "/" + key, null, STALE);
    live.bad(404, "GET", path + "/" + missing, null);
    live.bad(422, "GET", wrongKey, null);
    live.good(206, "GET", path + "?limit=1", null, "Prefer", "count=exact");
    live.bad(416, "GET", path + "?offset=99", null, "Prefer", "count=exact");
  }

  private void changes(String key, String missing, String set, String wrong, String conflict) {
    live.good(200, "PATCH", path + "/" + key, set, REPRESENT);
    live.bad(412, "PATCH", path + "/" + key, set, STALE);
    live.bad(404, "PATCH", path + "/" + missing, set);
    live.bad(422, "PATCH", path + "/" + key, wrong);
    live.bad(409, "PATCH", path + "/" + key, conflict);
    live.bad(412, "DELETE", path + "/" + key, null, STALE);
    live.bad(404, "DELETE", path + "/" + missing, null);
    live.bad(422, "DELETE", wrongKey, null);
  }

  private void puts(String key, String row, String wrong, String conflict) {
    live.good(201, "PUT", path + "/" + key, row);
    live.good(200, "PUT", path + "/" + key, row, REPRESENT);
    live.good(204, "PUT", path + "/" + key, row);
    live.bad(412, "PUT", path + "/" + key, row, "If-None-Match", "*");
    live.bad(422, "PUT", path + "/" + key, wrong);
    if (conflict != null) {
      live.bad(409, "PUT", path + "/" + key, conflict);
    }
    live.good(200, "DELETE", path + "/" + key, null, REPRESENT);
  }

  private void bulk(String filter, String set, String wrong, String conflict) {
    String some = path + "?" + filter;
    live.good(200, "PATCH", some, set, REPRESENT);
    live.bad(422, "PATCH", some, wrong);
    live.bad(409, "PATCH", some, conflict);
    live.good(204, "DELETE", some + "&" + filter.replaceAll("eq\\..*", "eq.0"), null);
    live.good(200, "DELETE", some + "&" + filter.replaceAll("eq\\..*", "eq.0"), null, REPRESENT);
  }
}
