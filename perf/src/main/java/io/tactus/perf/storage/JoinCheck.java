package io.tactus.perf.storage;

import java.sql.SQLException;
import java.util.StringJoiner;

/** Compares what both contenders say of the same relations, to the last byte. */
final class JoinCheck {
  private final MemberStore tactus;
  private final H2Members h2;

  JoinCheck(MemberStore tactus, H2Members h2) {
    this.tactus = tactus;
    this.h2 = h2;
  }

  /**
   * Compares the three joins; with the members of a guild as they were inserted.
   *
   * @throws IllegalStateException if the contenders do not give the same
   */
  void check(long gold, long guild, int level) throws SQLException {
    StringJoiner ordered = Agreement.array();
    h2.ordered(gold, (id, owned, name, its) -> ordered.add(member(id, owned, name, its)));
    Agreement.check(tactus.membersWithGuild(gold).toString(), ordered.toString());

    StringJoiner members = Agreement.array();
    String[] whole = {""};
    h2.ofGuild(
        guild,
        (id, owned, name, its) -> {
          whole[0] = guild(name, its);
          members.add("{\"id\":" + id + ",\"gold\":" + owned + "}");
        });
    Agreement.check(
        tactus.guildWithMembers(guild).toString(),
        "[{" + whole[0] + ",\"members\":" + members + "}]");

    StringJoiner high = Agreement.array();
    h2.ofHighGuilds(gold, level, (id, owned, name, its) -> high.add(member(id, owned, name, its)));
    Agreement.check(tactus.membersOfHighGuilds(gold, level).toString(), high.toString());
  }

  private static String member(long id, long gold, String guild, int level) {
    return "{\"id\":" + id + ",\"gold\":" + gold + ",\"guild\":{" + guild(guild, level) + "}}";
  }

  private static String guild(String name, int level) {
    return "\"name\":\"" + name + "\",\"level\":" + level;
  }
}
