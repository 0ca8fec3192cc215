package io.tactus.storage.query;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Store;
import io.tactus.storage.StoreConfig;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.page.Reader;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowView;
import io.tactus.storage.row.RowWorld;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.table.ChangeSink;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.table.WorkBudget;
import java.util.ArrayList;
import java.util.List;

/** A store with one table, and queries over its published version. */
final class QueryWorld implements AutoCloseable {

  /** Everything, and counted. */
  static final RunLimits ALL = new RunLimits(1_000_000, 1_000_000, Long.MAX_VALUE, true);

  private final Store store = Store.create(StoreConfig.ofBytes(64 << 20, 1));
  private final RowWorld json = new RowWorld();
  private final RowDraft draft = new RowDraft();
  private final int tableId;
  private final Reader reader;
  private final TableReader table = new TableReader();
  private final QueryRunner runner = new QueryRunner();
  private final ResultWriter results = new ResultWriter();
  private final JsonWriter out = JsonWriters.create();
  private long sequence;

  QueryWorld(TableDefinition definition) {
    store.transaction().begin(++sequence);
    TableMeta meta = store.transaction().createTable(definition);
    store.transaction().commit(ChangeSink.NONE);
    tableId = meta.id();
    publish();
    reader = store.versions().register();
    pin();
  }

  RowLayout layout() {
    return store.table(tableId).layout();
  }

  /** Inserts rows given as JSON objects and publishes them. */
  QueryWorld insert(String... rows) {
    store.transaction().begin(++sequence);
    for (String row : rows) {
      json.read(draft.reset(layout()), row);
      store.table(tableId).insert(draft);
    }
    store.transaction().commit(ChangeSink.NONE);
    publish();
    pin();
    return this;
  }

  /** Deletes the rows that match a filter and publishes what is left. */
  QueryWorld delete(String filter) {
    store.transaction().begin(++sequence);
    MatchingRows matching = new MatchingRows();
    matching.begin(
        Filter.parse(layout(), filter), store.table(tableId), store.transaction().budget());
    while (matching.next()) {
      store.table(tableId).deleteAt(matching.slot(), 0);
    }
    store.transaction().commit(ChangeSink.NONE);
    publish();
    pin();
    return this;
  }

  private void publish() {
    store.publish(sequence, 0, 0);
  }

  private void pin() {
    if (reader.isPinned()) {
      reader.unpin();
    }
    table.bind(reader.pin(), store.catalog().table(tableId));
  }

  TableReader table() {
    return table;
  }

  QueryRunner runner() {
    return runner;
  }

  /** Tells how a query would run that wants no more than it asks for. */
  QueryPlan explain(String text) {
    return compile(text).explain(table, new RunLimits(1_000, 100_000, 1_000_000, false));
  }

  Query compile(String text) {
    return Query.compile(layout(), QueryText.parse(text));
  }

  /** Runs a query and returns the rows as JSON. */
  List<String> run(String text) {
    List<String> rows = new ArrayList<>();
    Query query = compile(text);
    runner.run(query, table, ALL, row -> rows.add(json.write(query.projection(), row)));
    return rows;
  }

  /** Walks over the working state as a command that changes rows does; ids in ascending order. */
  List<Long> matching(String filter) {
    List<Long> ids = new ArrayList<>();
    MatchingRows matching = new MatchingRows();
    RowView view = new RowView();
    int id = layout().field("id").ordinal();
    store.transaction().begin(sequence + 1);
    matching.begin(
        Filter.parse(layout(), filter), store.table(tableId), store.transaction().budget());
    long before = 0;
    while (matching.next()) {
      if (matching.slot() <= before) {
        throw new AssertionError("slot " + matching.slot() + " after " + before);
      }
      before = matching.slot();
      ids.add(view.wrap(layout(), matching.address()).getLong(id));
    }
    store.transaction().rollback();
    ids.sort(null);
    return ids;
  }

  /** Returns what {@link #matching} costs a command, in rows read. */
  long matchingCost(String filter) {
    MatchingRows matching = new MatchingRows();
    WorkBudget budget = new WorkBudget();
    budget.reset(Long.MAX_VALUE);
    store.transaction().begin(sequence + 1);
    long before = store.transaction().budget().used();
    matching.begin(Filter.parse(layout(), filter), store.table(tableId), budget);
    while (matching.next()) {
      // only counted
    }
    long scanned = store.transaction().budget().used() - before;
    store.transaction().rollback();
    return scanned + budget.used();
  }

  /** Runs a query and returns its result as one document. */
  String result(String text) {
    return result(text, ALL);
  }

  String result(String text, RunLimits limits) {
    out.reset();
    results.write(compile(text), table, limits, true, out, () -> {});
    return out.toString();
  }

  /** Runs a query and returns the values of the field {@code id}, which a long carries. */
  List<Long> ids(String text) {
    return ids(compile(text), ALL);
  }

  List<Long> ids(Query query, RunLimits limits) {
    List<Long> ids = new ArrayList<>();
    RowView view = new RowView();
    int id = layout().field("id").ordinal();
    runner.run(query, table, limits, row -> ids.add(view.wrap(layout(), row).getLong(id)));
    return ids;
  }

  @Override
  public void close() {
    reader.unpin();
    reader.close();
    store.close();
  }
}
