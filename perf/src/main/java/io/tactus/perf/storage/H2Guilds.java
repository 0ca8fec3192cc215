package io.tactus.perf.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows of {@link GuildStore} in H2 in memory, asked for by prepared statements. */
final class H2Guilds implements AutoCloseable {
  private final H2Memory database;
  private final PreparedStatement point;
  private final PreparedStatement range;
  private final PreparedStatement scan;
  private final PreparedStatement filtered;
  private final PreparedStatement grouped;
  private final PreparedStatement insert;
  private final PreparedStatement update;
  private final PreparedStatement delete;

  H2Guilds(int rows) throws SQLException {
    database =
        new H2Memory(
            "create table guilds(id bigint primary key, gold bigint not null,"
                + " skill double not null, level int not null, wins int not null,"
                + " name varchar(31) not null)",
            "create index by_gold on guilds(gold)",
            "create index by_skill on guilds(skill)");
    point = database.prepare("select gold from guilds where id = ?");
    range =
        database.prepare(
            "select id, gold, skill from guilds where gold >= ? order by gold limit 100");
    scan = database.prepare("select count(*) from guilds where level >= ? and wins < ?");
    filtered =
        database.prepare(
            "select count(*), sum(gold), avg(skill) from guilds where level >= ? and wins < ?");
    grouped =
        database.prepare(
            "select level, count(*), sum(gold), avg(skill) from guilds group by level");
    insert = database.prepare("insert into guilds values(?, ?, ?, ?, ?, ?)");
    update = database.prepare("update guilds set gold = ?, skill = ? where id = ?");
    delete = database.prepare("delete from guilds where id = ?");
    database.atOnce(
        () -> {
          for (int id = 1; id <= rows; id++) {
            insert(id);
          }
        });
  }

  long gold(long id) throws SQLException {
    point.setLong(1, id);
    try (ResultSet result = point.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  /** The sum over 100 rows from a gold upwards, in its order. */
  double range(long gold) throws SQLException {
    range.setLong(1, gold);
    double sum = 0;
    try (ResultSet result = range.executeQuery()) {
      while (result.next()) {
        sum += result.getLong(1) + result.getLong(2) + result.getDouble(3);
      }
    }
    return sum;
  }

  long count(int level, int wins) throws SQLException {
    scan.setInt(1, level);
    scan.setInt(2, wins);
    try (ResultSet result = scan.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  /** Number, sum of gold and mean of skill of some rows, as JSON. */
  String filtered(int level, int wins) throws SQLException {
    filtered.setInt(1, level);
    filtered.setInt(2, wins);
    try (ResultSet result = filtered.executeQuery()) {
      result.next();
      return "[{\"n\":"
          + result.getLong(1)
          + ",\"s\":"
          + result.getLong(2)
          + ",\"a\":"
          + result.getDouble(3)
          + "}]";
    }
  }

  /** The same of all rows by their level; returns the sum of all that, without the means. */
  double grouped() throws SQLException {
    double sum = 0;
    double means = 0;
    try (ResultSet result = grouped.executeQuery()) {
      while (result.next()) {
        sum += result.getInt(1) + result.getLong(2) + result.getLong(3);
        means += result.getDouble(4);
      }
    }
    return means < 0 ? 0 : sum;
  }

  /** So many rows from an id on, in one transaction. */
  void insertMany(long first, int count) throws SQLException {
    database.atOnce(
        () -> {
          for (int i = 0; i < count; i++) {
            bind(first + i);
            insert.addBatch();
          }
          insert.executeBatch();
        });
  }

  /** So many rows from an id on, in one transaction. */
  void deleteMany(long first, int count) throws SQLException {
    database.atOnce(
        () -> {
          for (int i = 0; i < count; i++) {
            delete.setLong(1, first + i);
            delete.addBatch();
          }
          delete.executeBatch();
        });
  }

  void insert(long id) throws SQLException {
    bind(id);
    insert.executeUpdate();
  }

  private void bind(long id) throws SQLException {
    insert.setLong(1, id);
    insert.setLong(2, PlayerStore.goldOf(id));
    insert.setDouble(3, PlayerStore.skillOf(id));
    insert.setInt(4, GuildStore.levelOf(id));
    insert.setInt(5, GuildStore.winsOf(id));
    insert.setString(6, "guild");
  }

  void update(long id, long seed) throws SQLException {
    update.setLong(1, PlayerStore.goldOf(seed));
    update.setDouble(2, PlayerStore.skillOf(seed));
    update.setLong(3, id);
    update.executeUpdate();
  }

  void delete(long id) throws SQLException {
    delete.setLong(1, id);
    delete.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
