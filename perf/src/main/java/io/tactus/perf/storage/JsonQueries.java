package io.tactus.perf.storage;

import com.dslplatform.json.DslJson;
import com.dslplatform.json.JsonWriter;
import io.tactus.storage.Store;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Reader;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.query.ResultWriter;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.table.TableMeta;
import io.tactus.storage.table.TableReader;

/**
 * Queries as text, compiled and rendered as JSON over the latest version each time, as a request
 * over HTTP is. Threading: one.
 */
final class JsonQueries implements AutoCloseable {
  private final RunLimits limits;
  private final Reader reader;
  private final TableReader rows = new TableReader();
  private final ResultWriter results = new ResultWriter();
  private final JsonWriter out = new DslJson<>().newWriter();

  JsonQueries(Store store, RunLimits limits) {
    this.limits = limits;
    reader = store.versions().register();
  }

  /** Returns the writer, which the next call resets. */
  JsonWriter render(String table, String query) {
    Version version = reader.pin();
    try {
      Catalog catalog = version.catalog(Catalog.class);
      TableMeta meta = catalog.table(table);
      Query compiled = Query.compile(catalog, meta.layout(), QueryText.parse(query));
      rows.bind(version, meta);
      out.reset();
      results.write(compiled, rows, limits, true, out, () -> {});
      return out;
    } finally {
      reader.unpin();
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
