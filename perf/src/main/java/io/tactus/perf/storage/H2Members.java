package io.tactus.perf.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The rows of {@link MemberStore} in H2 in memory, joined by prepared statements. The reference
 * makes an index of its own, as it does in Tactus.
 */
final class H2Members implements AutoCloseable {

  /** Takes a member with its guild. */
  @FunctionalInterface
  interface Rows {
    void take(long member, long gold, String guild, int level);
  }

  private static final String JOINED =
      "select m.id, m.gold, g.name, g.level from members m join guilds g on g.id = m.guild where ";

  final H2Memory database;
  private final PreparedStatement ordered;
  private final PreparedStatement ofGuild;
  private final PreparedStatement high;

  H2Members(int members) throws SQLException {
    database =
        new H2Memory(
            "create table guilds(id bigint primary key, name varchar(31) not null,"
                + " level int not null)",
            "create table members(id bigint primary key, gold bigint not null,"
                + " guild bigint not null references guilds)",
            "create index by_gold on members(gold)");
    PreparedStatement guild = database.prepare("insert into guilds values(?, ?, ?)");
    PreparedStatement member = database.prepare("insert into members values(?, ?, ?)");
    database.atOnce(
        () -> {
          for (int id = 1; id <= MemberStore.guilds(members); id++) {
            guild.setLong(1, id);
            guild.setString(2, MemberStore.nameOf(id));
            guild.setInt(3, MemberStore.levelOf(id));
            guild.executeUpdate();
          }
          for (int id = 1; id <= members; id++) {
            member.setLong(1, id);
            member.setLong(2, MemberStore.goldOf(id));
            member.setLong(3, MemberStore.guildOf(id, members));
            member.executeUpdate();
          }
        });
    database.execute("analyze");
    ordered = database.prepare(JOINED + "m.gold >= ? order by m.gold limit 100");
    ofGuild = database.prepare(JOINED + "g.id = ?");
    high = database.prepare(JOINED + "m.gold >= ? and g.level >= ? order by m.gold limit 100");
  }

  /** A hundred members from a gold upwards, in its order. */
  void ordered(long gold, Rows to) throws SQLException {
    ordered.setLong(1, gold);
    read(ordered, to);
  }

  /** The members of a guild. */
  void ofGuild(long id, Rows to) throws SQLException {
    ofGuild.setLong(1, id);
    read(ofGuild, to);
  }

  /** A hundred members from a gold upwards whose guild has a level at least. */
  void ofHighGuilds(long gold, int level, Rows to) throws SQLException {
    high.setLong(1, gold);
    high.setInt(2, level);
    read(high, to);
  }

  private static void read(PreparedStatement statement, Rows to) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        to.take(result.getLong(1), result.getLong(2), result.getString(3), result.getInt(4));
      }
    }
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
