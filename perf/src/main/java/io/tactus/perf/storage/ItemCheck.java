package io.tactus.perf.storage;

import java.sql.SQLException;
import java.util.StringJoiner;

/** Compares what both contenders say of the same items, to the last byte. */
final class ItemCheck {
  private final ItemStore tactus;
  private final H2Items h2;
  private final int rows;

  /** Compares two that were filled with so many items. */
  ItemCheck(ItemStore tactus, H2Items h2, int rows) {
    this.tactus = tactus;
    this.h2 = h2;
    this.rows = rows;
  }

  /**
   * Compares the answers to the three questions.
   *
   * @throws IllegalStateException if the contenders do not give the same
   */
  void reads(long n, int kind) throws SQLException {
    long id = ItemNumbers.idOf(n);
    tactus.pin();
    long price = tactus.price(id);
    tactus.unpin();
    Agreement.check(Long.toString(price), Long.toString(h2.price(id)));
    StringJoiner ofKind = Agreement.array();
    h2.ofKind(kind, (item, owner, its) -> ofKind.add(item(item, owner, its)));
    Agreement.check(tactus.ofKind(kind).toString(), ofKind.toString());
    StringJoiner dearest = Agreement.array();
    h2.dearest((item, owner, its) -> dearest.add(item(item, owner, its)));
    Agreement.check(tactus.dearest().toString(), dearest.toString());
  }

  /**
   * Does every kind of write on both, and compares all rows after each.
   *
   * @throws IllegalStateException if the contenders do not hold the same
   */
  void writes(int rarity) throws SQLException {
    int fresh = ItemNumbers.RARITIES;
    int count = rows / 100;
    int owners = ItemNumbers.owners(count);
    long owner = ItemNumbers.owners(rows) + 1L;
    tactus.raisePrices(rarity);
    h2.raisePrices(rarity);
    contents();
    tactus.raiseKinds(rarity);
    h2.raiseKinds(rarity);
    contents();
    tactus.insert(rows + 1, count, fresh);
    h2.insert(rows + 1, count, fresh);
    contents();
    tactus.deleteRarity(fresh);
    h2.deleteRarity(fresh);
    contents();
    tactus.insertOwners(owner, owners, rows + 1);
    h2.insertOwners(owner, owners, rows + 1);
    contents();
    tactus.deleteOwners(owner, owners);
    h2.deleteOwners(owner, owners);
    contents();
    tactus.insert(rows + 1, count, fresh);
    h2.insert(rows + 1, count, fresh);
    tactus.delete(rows + 1, count);
    h2.delete(rows + 1, count);
    contents();
  }

  /**
   * Compares all rows.
   *
   * @throws IllegalStateException if the contenders do not hold the same
   */
  void contents() throws SQLException {
    contents("owners", "id", "level");
    contents("items", "id", "owner", "kind", "rarity", "price");
  }

  private void contents(String table, String... fields) throws SQLException {
    StringJoiner all = Agreement.array();
    h2.all(
        table,
        row -> {
          StringJoiner one = new StringJoiner(",", "{", "}");
          for (int i = 0; i < fields.length; i++) {
            one.add("\"" + fields[i] + "\":" + row[i]);
          }
          all.add(one.toString());
        });
    Agreement.check(tactus.all(table).toString(), all.toString());
  }

  private static String item(long id, long owner, long price) {
    return "{\"id\":" + id + ",\"owner\":" + owner + ",\"price\":" + price + "}";
  }
}
