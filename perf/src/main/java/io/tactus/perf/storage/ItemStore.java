package io.tactus.perf.storage;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Memory;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.Filter;
import io.tactus.storage.query.MatchingRows;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowField;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.OnDelete;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.FieldOperators;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.table.UpdateOperator;
import io.tactus.storage.transaction.Transaction;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * A store of owners and their items, which go with their owner. Items came in no order of their
 * keys, and have a hash index on their kind, which ten of them share.
 *
 * <p>Queries are {@link JsonQueries}, and filters text, compiled each time as a request's are. A
 * write is one command and a version. Threading: one.
 */
final class ItemStore implements AutoCloseable {
  private static final int OWNER = 1;
  private static final int KIND = 2;
  private static final int PRICE = 4;
  private static final RunLimits LIMITS =
      new RunLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Long.MAX_VALUE, false);

  private final int rows;
  private final Arena arena = Arena.ofShared();
  private final long key = arena.allocate(Long.BYTES).address();
  private final CommandStore commands;
  private final Table owners;
  private final Table items;
  private final JsonQueries queries;
  private final Reader pinned;
  private final TableReader pinnedItems = new TableReader();
  private final RowField price;
  private final RowDraft draft = new RowDraft();
  private final FieldOperators operators = new FieldOperators();
  private final MatchingRows matching = new MatchingRows();

  /** Fills a store with so many items. */
  ItemStore(int rows) {
    this.rows = rows;
    commands = new CommandStore(rows * 600L);
    owners =
        commands.create(
            TableDefinition.of(
                0,
                "owners",
                List.of(
                    Field.of(0, "id", FieldType.of(TypeKind.I64)),
                    Field.of(0, "level", FieldType.of(TypeKind.I32))),
                List.of("id")));
    items =
        commands.create(
            new TableDefinition(
                0,
                "items",
                List.of(
                    Field.of(0, "id", FieldType.of(TypeKind.I64)),
                    Field.of(0, "owner", FieldType.ref("owners")).withOnDelete(OnDelete.CASCADE),
                    Field.of(0, "kind", FieldType.of(TypeKind.I32)),
                    Field.of(0, "rarity", FieldType.of(TypeKind.I32)),
                    Field.of(0, "price", FieldType.of(TypeKind.I64))),
                List.of("id"),
                List.of(new IndexDefinition("by_kind", List.of("kind"), IndexKind.HASH, false))));
    price = items.layout().field("price");
    commands.fill(ItemNumbers.owners(rows), this::insertOwner);
    commands.fill(rows, n -> insertItem(n, ItemNumbers.ownerOf(n, rows), ItemNumbers.rarityOf(n)));
    queries = new JsonQueries(commands.store, LIMITS);
    pinned = commands.store.versions().register();
  }

  private void insertOwner(long id) {
    draft.reset(owners.layout());
    draft.setLong(0, id);
    draft.setLong(1, id & 63);
    owners.insert(draft);
  }

  private void insertItem(long n, long owner, int rarity) {
    draft.reset(items.layout());
    draft.setLong(0, ItemNumbers.idOf(n));
    draft.setLong(OWNER, owner);
    draft.setLong(KIND, ItemNumbers.kindOf(n, rows));
    draft.setLong(3, rarity);
    draft.setLong(PRICE, ItemNumbers.priceOf(n));
    items.insert(draft);
  }

  /** Pins the latest version, which {@link #price} then reads. */
  void pin() {
    Version version = pinned.pin();
    pinnedItems.bind(version, version.catalog(Catalog.class).table("items"));
  }

  /** Ends what {@link #pin} began. */
  void unpin() {
    pinned.unpin();
  }

  long price(long id) {
    return price.getLong(pinnedItems.find(keyOf(id)));
  }

  /** The items of a kind, in the order of their keys. */
  JsonWriter ofKind(int kind) {
    return queries.render("items", "select=id,owner,price&kind=eq." + kind);
  }

  /** The ten dearest of all items; no index knows them. */
  JsonWriter dearest() {
    return queries.render("items", "select=id,owner,price&order=price.desc&limit=10");
  }

  JsonWriter all(String name) {
    return queries.render(name, "");
  }

  /** Inserts so many items of owners there are; the first is the nth. */
  void insert(long n, int count, int rarity) {
    commands.begin();
    for (long i = n; i < n + count; i++) {
      insertItem(i, ItemNumbers.ownerOf(i, rows), rarity);
    }
    commands.commitAndPublish();
  }

  /** Inserts so many owners from an id on, each with ten items; the first of all is the nth. */
  void insertOwners(long id, int count, long n) {
    commands.begin();
    for (int i = 0; i < count; i++) {
      insertOwner(id + i);
      for (int k = 0; k < ItemNumbers.ITEMS_PER_OWNER; k++) {
        insertItem(n + (long) i * ItemNumbers.ITEMS_PER_OWNER + k, id + i, 0);
      }
    }
    commands.commitAndPublish();
  }

  /** Deletes so many items by their keys; the first is the nth. */
  void delete(long n, int count) {
    commands.begin();
    for (long i = n; i < n + count; i++) {
      items.delete(keyOf(ItemNumbers.idOf(i)), 0);
    }
    commands.commitAndPublish();
  }

  /** Deletes so many owners by their keys, from an id on, and with them their items. */
  void deleteOwners(long id, int count) {
    commands.begin();
    for (int i = 0; i < count; i++) {
      owners.delete(keyOf(id + i), 0);
    }
    commands.commitAndPublish();
  }

  /** Deletes the items of a rarity, which no index knows. */
  void deleteRarity(int rarity) {
    Transaction transaction = begin("rarity=eq." + rarity);
    while (matching.next()) {
      items.deleteAt(matching.slot(), 0);
    }
    transaction.endOperation();
    commands.commitAndPublish();
  }

  /** Makes the items of a rarity dearer. */
  void raisePrices(int rarity) {
    addOne(PRICE, rarity);
  }

  /** Makes the items of a rarity those of the next kind: their entries in an index move. */
  void raiseKinds(int rarity) {
    addOne(KIND, rarity);
  }

  private void addOne(int field, int rarity) {
    operators.clear();
    operators.add(field, UpdateOperator.ADD, 1);
    Transaction transaction = begin("rarity=eq." + rarity);
    while (matching.next()) {
      items.updateAt(matching.slot(), null, operators, 0);
    }
    transaction.endOperation();
    commands.commitAndPublish();
  }

  private Transaction begin(String filter) {
    Transaction transaction = commands.begin();
    transaction.beginOperation();
    matching.begin(Filter.parse(items.layout(), filter), items, transaction.budget());
    return transaction;
  }

  private long keyOf(long id) {
    Memory.putLong(key, id);
    return key;
  }

  @Override
  public void close() {
    queries.close();
    pinned.close();
    commands.close();
    arena.close();
  }
}
