package io.tactus.perf.demo;

import io.tactus.perf.rig.Reply;
import io.tactus.perf.rig.RequestLoop;
import io.tactus.tools.output.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * One simulated player, from enqueuing to leaving. It looks at its ticket's row now and then until
 * the row says how it ended. Threading: the run's thread.
 */
final class PlayerLife implements RequestLoop.Exchange {
  /** How long a player waits before it looks, the first time and after that. */
  private static final long FIRST_LOOK_NS = 150_000_000;

  private static final long NEXT_LOOK_NS = 400_000_000;

  private final Profile profile;
  private final RequestLoop loop;
  private final Tally tally;
  private final Requests requests;
  private final BooleanSupplier isOver;
  private Operation operation = Operation.ENQUEUE;
  private long ticket;

  /**
   * A player who has not come yet.
   *
   * @param isOver says whether to cancel at the next look instead of waiting on
   */
  PlayerLife(
      Profile profile, RequestLoop loop, Tally tally, Requests requests, BooleanSupplier isOver) {
    this.profile = profile;
    this.loop = loop;
    this.tally = tally;
    this.requests = requests;
    this.isOver = isOver;
  }

  @Override
  public void write(ByteBuffer out) {
    switch (operation) {
      case ENQUEUE -> {
        tally.arrived();
        requests.enqueue(out, profile);
      }
      case LOOK -> requests.look(out, ticket);
      case CANCEL -> requests.cancel(out, ticket);
    }
  }

  @Override
  public void onReply(Reply reply) {
    tally.replied(operation, reply);
    if (reply.status() != 200) {
      tally.failed(operation, reply);
      return;
    }
    Map<String, Object> body = Json.object(Json.parse(reply.body()));
    switch (operation) {
      case ENQUEUE -> {
        ticket = ((Number) body.get("ticket")).longValue();
        next(Operation.LOOK, reply.nowNs() + FIRST_LOOK_NS);
      }
      case LOOK -> looked(body, reply);
      case CANCEL -> left(body, reply);
    }
  }

  private void looked(Map<String, Object> row, Reply reply) {
    switch ((String) row.get("state")) {
      case "matched" -> tally.matched(profile.mode(), waitedMicros(row));
      case "expired" -> tally.expired();
      case "waiting" -> {
        boolean leaves = profile.isImpatient() || isOver.getAsBoolean();
        next(
            leaves ? Operation.CANCEL : Operation.LOOK,
            reply.nowNs() + (leaves ? 0 : NEXT_LOOK_NS));
      }
      default -> tally.failed(operation, reply);
    }
  }

  /** A match may have come first: then the player plays after all. */
  private void left(Map<String, Object> result, Reply reply) {
    switch ((String) result.get("state")) {
      case "cancelled" -> tally.cancelled();
      case "matched" -> next(Operation.LOOK, reply.nowNs());
      default -> tally.failed(operation, reply);
    }
  }

  private void next(Operation nextOperation, long dueNs) {
    operation = nextOperation;
    loop.at(dueNs, this);
  }

  private static long waitedMicros(Map<String, Object> row) {
    return ChronoUnit.MICROS.between(
        Instant.parse((String) row.get("enqueued_at")),
        Instant.parse((String) row.get("ended_at")));
  }
}
