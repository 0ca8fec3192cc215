package io.tactus.pipeline.apply;

import com.dslplatform.json.JsonWriter;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.json.JsonWriters;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.query.RelatedRows;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.Table;
import io.tactus.storage.transaction.Transaction;

/**
 * Adds to a reply the rows related to those it shows, as the command leaves them: here and not when
 * the reply is rendered, for by then later commands may have changed them, and a reply that is kept
 * for an idempotency key has to stay what it was.
 *
 * <p>Threading: applying thread. Allocates.
 */
final class RelatedReplies {
  private final Transaction transaction;
  private final RelatedRows related = new RelatedRows();
  private final ReplyDecoder results = new ReplyDecoder();
  private final JsonWriter json = JsonWriters.create();
  private Catalog latestCatalog;
  private String latestText;
  private Query latest;

  RelatedReplies(Transaction transaction) {
    this.transaction = transaction;
  }

  /**
   * Adds the related rows of all rows shown so far.
   *
   * @param terms the select list and its terms
   * @param single whether there has to be a row that lacks no related ones it must have
   * @throws Rejection SCHEMA_CHANGED if the tables may be others than those the caller was found to
   *     have the right to read; INVALID_QUERY; RESULT_TOO_LARGE; WORK_BUDGET; NOT_SINGULAR
   */
  void add(String terms, boolean single, Command command, ReplyEncoder out) {
    if (transaction.catalog().schemaVersion() != command.schemaVersion()) {
      throw new Rejection(
              RejectionCode.SCHEMA_CHANGED, "the schema has changed since this command was made")
          .withHint("read the schema again and repeat the request");
    }
    results.wrap(out.buffer(), 0, out.end(command.schemaVersion()));
    out.beginRelated();
    int rows = 0;
    int shown = 0;
    while (results.next()) {
      if (results.rowCount() > 0) {
        rows += results.rowCount();
        shown += addRows(terms, transaction.table(results.tableId()), out);
      }
    }
    if (single && rows > 0 && shown == 0) {
      throw new Rejection(
          RejectionCode.NOT_SINGULAR, "the row lacks the related rows that are asked for");
    }
  }

  /** Returns how many rows lack nothing. */
  private int addRows(String terms, Table table, ReplyEncoder out) {
    Query query = query(terms, table.layout());
    related.begin(query, table, transaction::table, transaction.budget());
    int shown = 0;
    for (int i = 0; i < results.rowCount(); i++) {
      long row = results.rowAddress(i);
      if (!related.admits(row)) {
        out.related(null, 0);
        continue;
      }
      json.reset();
      related.write(json, row, () -> out.ensureRoom(json.size()));
      out.related(json.getByteBuffer(), json.size());
      shown++;
    }
    return shown;
  }

  private Query query(String terms, RowLayout layout) {
    Catalog catalog = transaction.catalog();
    boolean same = catalog == latestCatalog && terms.equals(latestText);
    if (!same || latest.layout() != layout) {
      latest = Query.compile(catalog, layout, QueryText.parse(terms));
      latestText = terms;
      latestCatalog = catalog;
    }
    return latest;
  }
}
