package io.tactus.storage.alteration;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Rejection;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.json.JsonNode;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.page.PageImage;
import io.tactus.storage.page.Version;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.row.RowProjection;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.ScanCursor;
import io.tactus.storage.table.Table;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.transaction.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A store whose tables, rows and changes are given and shown as JSON. */
final class AlteredStore implements AutoCloseable {
  /** A table of the usual kinds of fields. */
  static final String PLAYERS =
      """
      {"name":"players","fields":[
        {"name":"id","type":"u64","generated":true},
        {"name":"name","type":"string(16)"},
        {"name":"gold","type":"i64","default":5,"min":0},
        {"name":"skill","type":"f64","nullable":true}],
       "primaryKey":["id"],
       "indexes":[{"name":"by_name","fields":["name"],"unique":true}]}""";

  final Store store;
  final List<String> rowChanges = new ArrayList<>();
  private final RowJson json = new RowJson();
  private final RowDraft draft = new RowDraft();
  private final ChangeSink sink =
      (table, operation, oldRow, newRow) -> {
        if (!table.isSystem()) {
          rowChanges.add(table.name() + " " + operation);
        }
      };
  private long sequence;

  AlteredStore() {
    this(Store.create(StoreConfig.ofBytes(32 << 20, 7)));
  }

  AlteredStore(Store store) {
    this.store = store;
  }

  /** Begins the next command. */
  Transaction begin() {
    return store.transaction().begin(++sequence);
  }

  /** Makes a change as one command; a refusal leaves no trace, which is checked. */
  SchemaPlan change(SchemaChange change) {
    var before = store.hashes();
    Catalog catalog = store.catalog();
    long pages = publish().logicalPages();
    Transaction transaction = begin();
    try {
      SchemaPlan plan = transaction.change(change);
      transaction.commit(sink);
      Store.audit(publish());
      return plan;
    } catch (Rejection refused) {
      transaction.rollback();
      if (!before.equals(store.hashes())
          || store.catalog() != catalog
          || publish().logicalPages() != pages) {
        throw new AssertionError("a refused change left a trace", refused);
      }
      Store.audit(publish());
      throw refused;
    }
  }

  /** Makes a change given as the body of a SCHEMA command. */
  SchemaPlan change(String change) {
    byte[] utf8 = change.getBytes(StandardCharsets.UTF_8);
    return change(SchemaChangeJson.parse(utf8, 0, utf8.length));
  }

  void create(String table) {
    change(new SchemaChange.CreateTable(node(table)));
  }

  /** Creates {@link #PLAYERS} with the rows 1 and 3, and a free slot between them. */
  void createPlayers() {
    create(PLAYERS);
    insert("players", "{\"name\":\"ada\",\"gold\":7,\"skill\":1.5}");
    insert("players", "{\"name\":\"bob\"}");
    insert("players", "{\"name\":\"cy\",\"gold\":9}");
    delete("players", 2);
    rowChanges.clear();
  }

  void addField(String table, String field) {
    change(new SchemaChange.AddField(table, node(field)));
  }

  void alter(String table, String field, String changes) {
    change(new SchemaChange.AlterField(table, field, node(changes), false));
  }

  void alterWithLoss(String table, String field, String changes) {
    change(new SchemaChange.AlterField(table, field, node(changes), true));
  }

  void addIndex(String table, String index) {
    change(new SchemaChange.AddIndex(table, node(index)));
  }

  SchemaPlan declare(String schema, boolean allowLoss) {
    return change(new SchemaChange.DeclareSchema(node(schema), allowLoss));
  }

  /** Inserts a row as one command. */
  void insert(String table, String row) {
    byte[] utf8 = row.getBytes(StandardCharsets.UTF_8);
    Transaction transaction = begin();
    try {
      Table rows = transaction.table(table);
      json.read(utf8, 0, draft.reset(rows.layout()));
      rows.insert(draft);
      transaction.commit(sink);
    } catch (Rejection refused) {
      transaction.rollback();
      throw refused;
    }
  }

  /** Deletes the row in a slot as one command. */
  void delete(String table, long slot) {
    Transaction transaction = begin();
    transaction.table(table).deleteAt(slot, 0);
    transaction.commit(sink);
  }

  Version publish() {
    return store.publish(sequence, 0, 0);
  }

  /** All rows of a table in slot order, as objects. */
  List<String> rows(String table) {
    return rows(publish(), table);
  }

  static List<String> rows(Version version, String table) {
    TableReader reader = new TableReader();
    reader.bind(version, version.catalog(Catalog.class).table(table));
    List<String> rows = new ArrayList<>();
    JsonWriter writer = JsonWriters.create();
    ScanCursor cursor = new ScanCursor();
    RowProjection all = RowProjection.all(reader.layout());
    reader.scan(cursor);
    while (cursor.next()) {
      writer.reset();
      new RowJson().write(writer, all, cursor.address(), reader);
      rows.add(writer.toString());
    }
    return rows;
  }

  String schema() {
    return new String(SchemaJson.printSchema(store.catalog().schema()), StandardCharsets.UTF_8);
  }

  /** The same store out of its pages, as after a start from a snapshot. */
  AlteredStore reloaded() {
    Version version = publish();
    AlteredStore copy =
        new AlteredStore(
            Store.load(store.config(), visitor -> PageImage.forEachPage(version, visitor)));
    copy.sequence = sequence;
    return copy;
  }

  static JsonNode node(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    return JsonNode.parse(utf8, 0, utf8.length);
  }

  @Override
  public void close() {
    store.close();
  }
}
