package io.tactus.perf.storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The rows of {@link ItemStore} in H2 in memory, by prepared statements. The reference makes an
 * index of its own, as it does in Tactus. H2 keeps what it is told to hash in a tree.
 */
final class H2Items implements AutoCloseable {

  /** Takes an item. */
  @FunctionalInterface
  interface Rows {
    void take(long id, long owner, long price);
  }

  /** Takes a row of whole numbers. */
  @FunctionalInterface
  interface Numbers {
    void take(long[] row);
  }

  final H2Memory database;
  private final int rows;
  private final PreparedStatement price;
  private final PreparedStatement ofKind;
  private final PreparedStatement dearest;
  private final PreparedStatement insertOwner;
  private final PreparedStatement insert;
  private final PreparedStatement delete;
  private final PreparedStatement deleteOwner;
  private final PreparedStatement deleteRarity;
  private final PreparedStatement raisePrices;
  private final PreparedStatement raiseKinds;

  H2Items(int rows) throws SQLException {
    this.rows = rows;
    database =
        new H2Memory(
            "create table owners(id bigint primary key, level int not null)",
            "create table items(id bigint primary key,"
                + " owner bigint not null references owners on delete cascade,"
                + " kind int not null, rarity int not null, price bigint not null)",
            "create hash index by_kind on items(kind)");
    insertOwner = database.prepare("insert into owners values(?, ?)");
    insert = database.prepare("insert into items values(?, ?, ?, ?, ?)");
    database.atOnce(
        () -> {
          for (int id = 1; id <= ItemNumbers.owners(rows); id++) {
            bindOwner(id);
            insertOwner.executeUpdate();
          }
          for (int n = 1; n <= rows; n++) {
            bind(n, ItemNumbers.ownerOf(n, rows), ItemNumbers.rarityOf(n));
            insert.executeUpdate();
          }
        });
    database.execute("analyze");
    price = database.prepare("select price from items where id = ?");
    ofKind = database.prepare("select id, owner, price from items where kind = ? order by id");
    dearest =
        database.prepare("select id, owner, price from items order by price desc, id limit 10");
    delete = database.prepare("delete from items where id = ?");
    deleteOwner = database.prepare("delete from owners where id = ?");
    deleteRarity = database.prepare("delete from items where rarity = ?");
    raisePrices = database.prepare("update items set price = price + 1 where rarity = ?");
    raiseKinds = database.prepare("update items set kind = kind + 1 where rarity = ?");
  }

  private void bindOwner(long id) throws SQLException {
    insertOwner.setLong(1, id);
    insertOwner.setInt(2, (int) (id & 63));
  }

  private void bind(long n, long owner, int rarity) throws SQLException {
    insert.setLong(1, ItemNumbers.idOf(n));
    insert.setLong(2, owner);
    insert.setInt(3, ItemNumbers.kindOf(n, rows));
    insert.setInt(4, rarity);
    insert.setLong(5, ItemNumbers.priceOf(n));
  }

  long price(long id) throws SQLException {
    price.setLong(1, id);
    try (ResultSet result = price.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  /** The items of a kind, in the order of their keys. */
  void ofKind(int kind, Rows to) throws SQLException {
    ofKind.setInt(1, kind);
    read(ofKind, to);
  }

  /** The ten dearest of all items; no index knows them. */
  void dearest(Rows to) throws SQLException {
    read(dearest, to);
  }

  private static void read(PreparedStatement statement, Rows to) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        to.take(result.getLong(1), result.getLong(2), result.getLong(3));
      }
    }
  }

  /** All rows of a table, in the order of their keys. */
  void all(String table, Numbers to) throws SQLException {
    try (PreparedStatement statement = database.prepare("select * from " + table + " order by id");
        ResultSet result = statement.executeQuery()) {
      long[] row = new long[result.getMetaData().getColumnCount()];
      while (result.next()) {
        for (int i = 0; i < row.length; i++) {
          row[i] = result.getLong(i + 1);
        }
        to.take(row);
      }
    }
  }

  /** Inserts so many items of owners there are; the first is the nth. */
  void insert(long n, int count, int rarity) throws SQLException {
    database.atOnce(
        () -> {
          for (long i = n; i < n + count; i++) {
            bind(i, ItemNumbers.ownerOf(i, rows), rarity);
            insert.addBatch();
          }
          insert.executeBatch();
        });
  }

  /** Inserts so many owners from an id on, each with ten items; the first of all is the nth. */
  void insertOwners(long id, int count, long n) throws SQLException {
    database.atOnce(
        () -> {
          for (int i = 0; i < count; i++) {
            bindOwner(id + i);
            insertOwner.addBatch();
            for (int k = 0; k < ItemNumbers.ITEMS_PER_OWNER; k++) {
              bind(n + (long) i * ItemNumbers.ITEMS_PER_OWNER + k, id + i, 0);
              insert.addBatch();
            }
          }
          insertOwner.executeBatch();
          insert.executeBatch();
        });
  }

  /** Deletes so many items by their keys; the first is the nth. */
  void delete(long n, int count) throws SQLException {
    database.atOnce(
        () -> {
          for (long i = n; i < n + count; i++) {
            delete.setLong(1, ItemNumbers.idOf(i));
            delete.addBatch();
          }
          delete.executeBatch();
        });
  }

  /** Deletes so many owners by their keys, from an id on, and with them their items. */
  void deleteOwners(long id, int count) throws SQLException {
    database.atOnce(
        () -> {
          for (int i = 0; i < count; i++) {
            deleteOwner.setLong(1, id + i);
            deleteOwner.addBatch();
          }
          deleteOwner.executeBatch();
        });
  }

  /** Deletes the items of a rarity, which no index knows. */
  void deleteRarity(int rarity) throws SQLException {
    deleteRarity.setInt(1, rarity);
    deleteRarity.executeUpdate();
  }

  /** Makes the items of a rarity dearer. */
  void raisePrices(int rarity) throws SQLException {
    raisePrices.setInt(1, rarity);
    raisePrices.executeUpdate();
  }

  /** Makes the items of a rarity those of the next kind: their entries in an index move. */
  void raiseKinds(int rarity) throws SQLException {
    raiseKinds.setInt(1, rarity);
    raiseKinds.executeUpdate();
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
