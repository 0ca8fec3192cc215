package io.tactus.matchmaker;

import io.tactus.pipeline.procedure.Arguments;
import io.tactus.pipeline.procedure.Context;
import io.tactus.pipeline.procedure.Procedure;
import io.tactus.pipeline.procedure.Results;
import io.tactus.pipeline.procedure.Row;
import io.tactus.pipeline.procedure.RowWriter;
import io.tactus.pipeline.procedure.Table;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code matchmaker.enqueue}: one live ticket per player, checked and taken in one transaction. */
final class Enqueue implements Procedure {
  static final long DEFAULT_TTL_SECONDS = 300;
  static final long MAX_TTL_SECONDS = 86_400;

  /** Most tickets waiting at once: what one beat can read and match within its work budget. */
  static final int MAX_WAITING = 20_000;

  @Override
  public void run(Context context, Arguments in, Results out) {
    String mode = in.getString("mode");
    Row rules = context.table(MatchmakerTables.MODES).find(mode);
    if (rules == null) {
      throw context.reject(
          "unknown_mode", "there is no mode " + mode + "; matchmaker.configure makes one");
    }
    Table modes = context.table(MatchmakerTables.MODES);
    long modeId = rules.getLong(modes.column("id"));
    long teamSize = rules.getLong(modes.column("team_size"));
    List<Long> party = party(context, in);
    if (party.size() + 1 > teamSize) {
      throw context.reject(
          "party_too_large",
          "a party of " + (party.size() + 1) + " does not fit a team of " + teamSize);
    }
    if (context.table(MatchmakerTables.QUEUE).rowCount() >= MAX_WAITING) {
      throw context.reject(
          "too_many_waiting", MAX_WAITING + " tickets are waiting already; try again shortly");
    }
    List<String> names = JsonArgument.names(context, "regions", in.getString("regions"));
    long regions = Regions.bits(context, names);

    long ticket = insertTicket(context, in, mode, party.size() + 1);
    insertQueued(context, in, ticket, modeId, regions, party.size() + 1);
    insertPlayer(context, ticket, 0, in.getLong("player"));
    for (int i = 0; i < party.size(); i++) {
      insertPlayer(context, ticket, i + 1, party.get(i));
    }
    out.setLong("ticket", ticket);
  }

  private static List<Long> party(Context context, Arguments in) {
    String text = in.getString("party", null);
    return text == null ? List.of() : JsonArgument.players(context, "party", text);
  }

  private static long insertTicket(Context context, Arguments in, String mode, int players) {
    Table tickets = context.table(MatchmakerTables.TICKETS);
    RowWriter ticket =
        tickets
            .insert()
            .set(tickets.column("player"), in.getLong("player"))
            .set(tickets.column("mode"), mode)
            .set(tickets.column("state"), TicketState.WAITING.label())
            .set(tickets.column("skill"), in.getDouble("skill"))
            .set(tickets.column("players"), players)
            .set(tickets.column("enqueued_at"), context.nowMicros());
    String properties = in.getString("properties", null);
    if (properties != null) {
      int bytes = properties.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MatchmakerTables.MAX_PROPERTIES_BYTES) {
        throw context.reject(
            "properties_too_large",
            "properties take "
                + bytes
                + " bytes; at most "
                + MatchmakerTables.MAX_PROPERTIES_BYTES
                + " are kept");
      }
      ticket.set(tickets.column("properties"), properties);
    }
    return ticket.commit().getLong(tickets.column("id"));
  }

  private static void insertQueued(
      Context context, Arguments in, long ticket, long modeId, long regions, int players) {
    long ttlSeconds = in.getLong("ttlSeconds", DEFAULT_TTL_SECONDS);
    if (ttlSeconds < 1 || ttlSeconds > MAX_TTL_SECONDS) {
      throw context.reject(
          "bad_ttl", "ttlSeconds must be 1 to " + MAX_TTL_SECONDS + ", not " + ttlSeconds);
    }
    Table queue = context.table(MatchmakerTables.QUEUE);
    queue
        .insert()
        .set(queue.column("ticket"), ticket)
        .set(queue.column("mode"), modeId)
        .set(queue.column("skill"), in.getDouble("skill"))
        .set(queue.column("regions"), regions)
        .set(queue.column("players"), players)
        .set(queue.column("enqueued_at"), context.nowMicros())
        .set(queue.column("expires_at"), context.nowMicros() + ttlSeconds * 1_000_000)
        .commit();
  }

  private static void insertPlayer(Context context, long ticket, int position, long player) {
    Table queuedPlayers = context.table(MatchmakerTables.QUEUED_PLAYERS);
    Row queued = queuedPlayers.find(player);
    if (queued != null) {
      long other = queued.getLong(queuedPlayers.column("ticket"));
      throw context.reject(
          "already_queued",
          "player "
              + Long.toUnsignedString(player)
              + (other == ticket
                  ? " is named twice"
                  : " is queued already, with ticket " + Long.toUnsignedString(other)));
    }
    queuedPlayers
        .insert()
        .set(queuedPlayers.column("player"), player)
        .set(queuedPlayers.column("ticket"), ticket)
        .commit();
    Table ticketPlayers = context.table(MatchmakerTables.TICKET_PLAYERS);
    ticketPlayers
        .insert()
        .set(ticketPlayers.column("ticket"), ticket)
        .set(ticketPlayers.column("position"), position)
        .set(ticketPlayers.column("player"), player)
        .commit();
  }
}
