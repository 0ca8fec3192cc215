package io.tactus.perf.concurrency;

import io.tactus.tools.output.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of the game and what is in them at the start. */
final class Game {
  /** Few enough for one reply to show them all, and for writers to meet. */
  static final int PLAYERS = 200;

  static final int GUILDS = 8;
  static final long GOLD_EACH = 1_000;
  static final long TOTAL_GOLD = PLAYERS * GOLD_EACH;

  private static final String GUILDS_TABLE =
      """
      {"name":"guilds","fields":[
        {"name":"id","type":"u64"},
        {"name":"members","type":"i32","default":0,"min":0}],
       "primaryKey":["id"]}\
      """;

  private static final String PLAYERS_TABLE =
      """
      {"name":"players","fields":[
        {"name":"id","type":"u64"},
        {"name":"name","type":"string(40)"},
        {"name":"gold","type":"i64","default":0,"min":0},
        {"name":"score","type":"i64","default":0},
        {"name":"visits","type":"u32","default":0},
        {"name":"position","type":"f32[3]","default":[0,0,0]},
        {"name":"story","type":"text","default":""},
        {"name":"guild","type":"ref(guilds)"}],
       "primaryKey":["id"],
       "indexes":[{"name":"by_name","fields":["name"],"kind":"hash","unique":true},
         {"name":"by_score","fields":["score"],"kind":"ordered"},
         {"name":"near","fields":["position"],"kind":"grid","cell":16}]}\
      """;

  private static final String TRANSFERS_TABLE =
      """
      {"name":"transfers","fields":[
        {"name":"id","type":"u64","generated":true},
        {"name":"payer","type":"ref(players)","onDelete":"cascade"},
        {"name":"payee","type":"ref(players)","onDelete":"cascade"},
        {"name":"amount","type":"i64","min":1}],
       "primaryKey":["id"]}\
      """;

  private Game() {}

  static String name(int player) {
    return "player-" + player;
  }

  /** Makes the tables and fills them. */
  static void build(Requests requests) {
    for (String table : List.of(GUILDS_TABLE, PLAYERS_TABLE, TRANSFERS_TABLE)) {
      requests.require("POST", "/schema/v1/tables", table);
    }
    List<Map<String, Object>> guilds = new ArrayList<>();
    for (int guild = 1; guild <= GUILDS; guild++) {
      guilds.add(row("id", guild, "members", PLAYERS / GUILDS));
    }
    requests.require("POST", "/rest/v1/guilds", Json.print(guilds));
    List<Map<String, Object>> players = new ArrayList<>();
    for (int player = 1; player <= PLAYERS; player++) {
      players.add(
          row("id", player, "name", name(player), "gold", GOLD_EACH, "guild", player % GUILDS + 1));
    }
    requests.require("POST", "/rest/v1/players", Json.print(players));
  }

  /** A JSON object from names and values in turn. */
  static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }
}
