package io.tactus.perf.concurrency;

import static io.tactus.perf.concurrency.Game.row;

import io.tactus.perf.concurrency.StressOptions.Sabotage;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Plays: every request keeps every law if it is applied whole. Threading: one thread for each. */
final class Writer implements Actor {
  private final Requests requests;
  private final Random random;
  private final Sabotage sabotage;
  private final int number;
  private long temporaryNames;

  Writer(int number, Requests requests, Random random, Sabotage sabotage) {
    this.number = number;
    this.requests = requests;
    this.random = random;
    this.sabotage = sabotage;
  }

  @Override
  public void act() {
    switch (random.nextInt(9)) {
      case 0, 1 -> transfer();
      case 2 -> moveScore();
      case 3 -> swapNames();
      case 4 -> changeGuild();
      case 5 -> rebirth();
      case 6 -> visit();
      case 7 -> walk();
      default -> failHalfway();
    }
  }

  /** Gold goes from one to another, and is written down. */
  private void transfer() {
    int payer = player();
    int payee = otherThan(payer);
    int amount = 1 + random.nextInt(300);
    Map<String, Object> take = add("players", payer, "gold", -amount);
    Map<String, Object> give = add("players", payee, "gold", amount);
    Map<String, Object> entry =
        row(
            "op", "insert",
            "table", "transfers",
            "row", row("payer", payer, "payee", payee, "amount", amount));
    if (sabotage == Sabotage.HALVES) {
      var taken = requests.batch("transfer", List.of(take, entry));
      if (taken != null && taken.succeeded()) {
        requests.batch("transfer", List.of(give));
      }
    } else {
      requests.batch("transfer", List.of(take, give, entry));
    }
  }

  /** Score is what others lose: its sum is zero. */
  private void moveScore() {
    int winner = player();
    int points = 1 + random.nextInt(30);
    requests.batch(
        "score",
        List.of(
            add("players", winner, "score", points),
            add("players", otherThan(winner), "score", -points)));
  }

  /** Two swap names, by way of a third: a name is never gone and never twice. */
  private void swapNames() {
    int one = player();
    int other = otherThan(one);
    var rows = requests.rows("players?select=id,name&id=in.(" + one + "," + other + ")");
    if (rows == null || rows.size() != 2) {
      return;
    }
    String nameOfOne = name(rows, one);
    String nameOfOther = name(rows, other);
    if (sabotage == Sabotage.NAMES) {
      requests.batch("swap", List.of(rename(one, nameOfOne, "nobody-" + temporaryNames++)));
      return;
    }
    String between = "between-" + number + "-" + temporaryNames++;
    requests.batch(
        "swap",
        List.of(
            rename(one, nameOfOne, between),
            rename(other, nameOfOther, nameOfOne),
            rename(one, between, nameOfOther)));
  }

  private static String name(List<Map<String, Object>> rows, int player) {
    return rows.stream()
        .filter(row -> ((Number) row.get("id")).intValue() == player)
        .map(row -> (String) row.get("name"))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Object> rename(int player, String from, String to) {
    return row(
        "op",
        "update",
        "table",
        "players",
        "key",
        player,
        "set",
        row("name", to),
        "where",
        "name=eq." + from);
  }

  /** A player changes guild; both guilds count their members. */
  private void changeGuild() {
    int player = player();
    var rows = requests.rows("players?select=guild&id=eq." + player);
    if (rows == null || rows.size() != 1) {
      return;
    }
    long from = ((Number) rows.get(0).get("guild")).longValue();
    int to = 1 + random.nextInt(Game.GUILDS);
    requests.batch(
        "guild",
        List.of(
            row(
                "op",
                "update",
                "table",
                "players",
                "key",
                player,
                "set",
                row("guild", to),
                "where",
                "guild=eq." + from),
            add("guilds", from, "members", -1),
            add("guilds", to, "members", 1)));
  }

  /** Deletes a player and inserts it again, in one transaction: slots and index entries move. */
  private void rebirth() {
    int player = player();
    var rows =
        requests.rows("players?select=id,name,gold,score,guild,position,story&id=eq." + player);
    if (rows == null || rows.size() != 1) {
      return;
    }
    Map<String, Object> row = rows.get(0);
    requests.batch(
        "rebirth",
        List.of(
            row(
                "op",
                "delete",
                "table",
                "players",
                "key",
                player,
                "where",
                "name=eq."
                    + row.get("name")
                    + "&gold=eq."
                    + row.get("gold")
                    + "&score=eq."
                    + row.get("score")
                    + "&guild=eq."
                    + row.get("guild")),
            row("op", "insert", "table", "players", "row", row)));
  }

  /** A player goes somewhere, near enough to be found, and has more or less to tell. */
  private void walk() {
    requests.change(
        "walk",
        "PATCH",
        "/rest/v1/players/" + player(),
        row(
            "position", List.of(coordinate(), coordinate(), coordinate()),
            "story", "far ".repeat(random.nextInt(400))));
  }

  private int coordinate() {
    return random.nextInt(60) - 30;
  }

  /** Many rows by filter. */
  private void visit() {
    int from = player();
    requests.change(
        "visit",
        "PATCH",
        "/rest/v1/players?id=gte." + from + "&id=lt." + (from + 20),
        row("visits", row("$add", 1)));
  }

  /** A batch whose last operation is refused: nothing of it may ever be seen. */
  private void failHalfway() {
    int robbed = player();
    var answer =
        requests.batch(
            "failing",
            List.of(
                add("players", robbed, "score", 1_000_000),
                row("op", "update", "table", "players", "key", robbed, "set", row("name", "x")),
                row(
                    "op", "insert",
                    "table", "guilds",
                    "row", row("id", 1 + random.nextInt(Game.GUILDS)))));
    if (answer != null && answer.succeeded()) {
      requests.findings().violation("a duplicate key was accepted: " + answer.body());
    }
  }

  private static Map<String, Object> add(String table, long key, String field, long amount) {
    return row("op", "update", "table", table, "key", key, "set", row(field, row("$add", amount)));
  }

  private int player() {
    return 1 + random.nextInt(Game.PLAYERS);
  }

  private int otherThan(int player) {
    int other = 1 + random.nextInt(Game.PLAYERS - 1);
    return other < player ? other : other + 1;
  }
}
