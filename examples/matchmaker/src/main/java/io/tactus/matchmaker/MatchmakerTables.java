package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Registry;

/**
 * The tables of the matchmaker. Games read {@code tickets}, {@code matches} and {@code
 * match_players} like any other table; the rest is the matchmaker's own book-keeping.
 */
final class MatchmakerTables {
  static final String TICKETS = "tickets";
  static final String TICKET_PLAYERS = "ticket_players";
  static final String ENDED_TICKETS = "ended_tickets";
  static final String ENDED_RANGE = "ended_range";
  static final String QUEUE = "queue";
  static final String QUEUED_PLAYERS = "queued_players";
  static final String MATCHES = "matches";
  static final String MATCH_PLAYERS = "match_players";
  static final String MODES = "match_modes";
  static final String WINDOWS = "match_windows";
  static final String REGIONS = "match_regions";

  /** Most bytes of a mode's or a region's name. */
  static final int MAX_NAME_BYTES = 32;

  /** Most bytes of a ticket's properties, as JSON text. */
  static final int MAX_PROPERTIES_BYTES = 256;

  private MatchmakerTables() {}

  static void register(Registry registry) {
    registry
        .table(
            """
            {"name":"tickets","primaryKey":["id"],"fields":[
              {"name":"id","type":"u64","generated":true},
              {"name":"player","type":"u64"},
              {"name":"mode","type":"string(32)"},
              {"name":"state","type":"string(9)"},
              {"name":"skill","type":"f64"},
              {"name":"players","type":"u16"},
              {"name":"match","type":"u64","nullable":true},
              {"name":"enqueued_at","type":"timestamp"},
              {"name":"ended_at","type":"timestamp","nullable":true},
              {"name":"properties","type":"string(256)","nullable":true}]}""")
        .table(
            """
            {"name":"ticket_players","primaryKey":["ticket","position"],"fields":[
              {"name":"ticket","type":"u64"},
              {"name":"position","type":"u16"},
              {"name":"player","type":"u64"}]}""")
        .table(
            """
            {"name":"ended_tickets","primaryKey":["position"],"fields":[
              {"name":"position","type":"u64"},
              {"name":"ticket","type":"u64"},
              {"name":"ended_at","type":"timestamp"}]}""")
        .table(
            """
            {"name":"ended_range","primaryKey":["id"],"fields":[
              {"name":"id","type":"u8"},
              {"name":"oldest","type":"u64"},
              {"name":"next","type":"u64"}]}""")
        .table(
            """
            {"name":"queue","primaryKey":["ticket"],"fields":[
              {"name":"ticket","type":"u64"},
              {"name":"mode","type":"u32"},
              {"name":"skill","type":"f64"},
              {"name":"regions","type":"u64"},
              {"name":"players","type":"u16"},
              {"name":"enqueued_at","type":"timestamp"},
              {"name":"expires_at","type":"timestamp"}]}""")
        .table(
            """
            {"name":"queued_players","primaryKey":["player"],"fields":[
              {"name":"player","type":"u64"},
              {"name":"ticket","type":"u64"}]}""")
        .table(
            """
            {"name":"matches","primaryKey":["id"],"fields":[
              {"name":"id","type":"u64","generated":true},
              {"name":"mode","type":"string(32)"},
              {"name":"region","type":"string(32)","nullable":true},
              {"name":"players","type":"u16"},
              {"name":"lowest_skill","type":"f64"},
              {"name":"highest_skill","type":"f64"},
              {"name":"created_at","type":"timestamp"}]}""")
        .table(
            """
            {"name":"match_players","primaryKey":["match","player"],"fields":[
              {"name":"match","type":"u64"},
              {"name":"player","type":"u64"},
              {"name":"team","type":"u16"},
              {"name":"ticket","type":"u64"},
              {"name":"skill","type":"f64"}]}""")
        .table(
            """
            {"name":"match_modes","primaryKey":["name"],"fields":[
              {"name":"name","type":"string(32)"},
              {"name":"id","type":"u32"},
              {"name":"teams","type":"u16"},
              {"name":"team_size","type":"u16"},
              {"name":"windows","type":"u16"}]}""")
        .table(
            """
            {"name":"match_windows","primaryKey":["mode","position"],"fields":[
              {"name":"mode","type":"u32"},
              {"name":"position","type":"u16"},
              {"name":"after","type":"duration"},
              {"name":"skill_range","type":"f64"},
              {"name":"any_region","type":"bool"}]}""")
        .table(
            """
            {"name":"match_regions","primaryKey":["name"],"fields":[
              {"name":"name","type":"string(32)"},
              {"name":"bit","type":"u8"}]}""");
  }
}
