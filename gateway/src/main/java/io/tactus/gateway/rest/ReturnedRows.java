package io.tactus.gateway.rest;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.command.QueryTerms;
import io.tactus.gateway.command.ReplyRows;
import io.tactus.gateway.csv.CsvWriter;
import io.tactus.gateway.http.QueryString;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.RelatedTexts;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.QueryTerm;
import io.tactus.storage.query.QueryText;
import io.tactus.storage.query.Returning;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.row.RowProjection;
import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a write gives back of its rows: the fields and related rows of its {@code select}, in its
 * {@code order}. The rows come in the engine's reply, related ones rendered already, so that both
 * are as this write left them.
 *
 * <p>Threading: the IO thread of its request.
 */
final class ReturnedRows {

  private final Request request;
  private final String select;
  private final List<String> embedded;
  private final List<QueryTerm> terms = new ArrayList<>();
  private final RelatedTexts related = new RelatedTexts();
  private Catalog catalog;
  private RowLayout layout;
  private RowProjection fields;

  /** Reads the request's parameters. */
  ReturnedRows(Request request) {
    this.request = request;
    select = request.query().first("select");
    embedded = select == null ? List.of() : Returning.embeddedNames(select);
    for (QueryString.Parameter parameter : request.query().parameters()) {
      if (isAboutReturned(parameter.name())) {
        terms.add(new QueryTerm(parameter.name(), parameter.value()));
      }
    }
  }

  /** Tells whether a parameter says what is given back, and not what is to be written. */
  boolean isAboutReturned(String name) {
    return name.equals("select") || name.equals("order") || isEmbedded(name);
  }

  /** Returns what is asked for: select, order, and the terms of the related rows. */
  List<QueryTerm> terms() {
    return terms;
  }

  private boolean isEmbedded(String name) {
    for (String embedding : embedded) {
      if (name.startsWith(embedding) && name.startsWith(".", embedding.length())) {
        return true;
      }
    }
    return false;
  }

  /** Refuses parameters that are neither among these names nor about related rows. */
  void allowOnly(Set<String> names) {
    if (embedded.isEmpty()) {
      QueryTerms.allowOnly(request.query(), names);
      return;
    }
    for (QueryString.Parameter parameter : request.query().parameters()) {
      if (!names.contains(parameter.name()) && !isEmbedded(parameter.name())) {
        throw QueryTerms.meansNothing(parameter.name());
      }
    }
  }

  /**
   * Refuses what cannot be given back before anything is done, and tells the command which related
   * rows to give back, if it gives back any rows.
   */
  void ask(OperationsEncoder encoder, Catalog current, RowLayout of, boolean representation) {
    if (terms.isEmpty()) {
      return;
    }
    Query query = Query.compile(current, of, terms);
    if (query.projection() == null) {
      throw ProblemType.INVALID_QUERY.refuse("A row that is written has no aggregates.");
    }
    for (String table : query.relatedTables()) {
      request.principal().requireRead(table);
    }
    if (representation && !embedded.isEmpty()) {
      List<QueryTerm> asked = new ArrayList<>(terms);
      asked.removeIf(term -> term.name().equals("order"));
      int resultBytes = request.lane().engine().config().resultLimitBytes();
      encoder.related(QueryText.print(asked), request.wantsObject(), resultBytes);
    }
  }

  /** Prepares to show the rows of a reply. */
  void begin(Reply reply, Catalog encodedAgainst) {
    catalog = encodedAgainst;
    layout = null;
    if (!embedded.isEmpty() && reply.isReplayed()) {
      mayStillRead(reply.results());
    }
    related.wrap(reply.results());
  }

  /** The right to read related tables may have ended since the first request with the key. */
  private void mayStillRead(ReplyDecoder results) {
    while (results.next()) {
      if (results.rowCount() > 0) {
        for (String table : compiledAgain(ReplyRows.layout(catalog, results)).relatedTables()) {
          request.principal().requireRead(table);
        }
        return; // the rows of a write are all of one table
      }
    }
  }

  private Query compiledAgain(RowLayout of) {
    try {
      return Query.compile(catalog, of, terms);
    } catch (Rejection relationGone) {
      throw ReplyRows.gone();
    }
  }

  /**
   * Writes the rows of the current result, in the order asked for, with commas between them and
   * those of earlier results.
   *
   * @param before how many rows were written before
   * @return how many rows have been written then
   */
  int write(ReplyDecoder results, int before) {
    if (results.rowCount() == 0) {
      return before;
    }
    if (layout == null) {
      layout = ReplyRows.layout(catalog, results);
      Workspace workspace = request.lane().workspace();
      fields = select == null ? workspace.allFields(layout) : Returning.columns(layout, select);
    }
    int written = before;
    for (ReturnedRow row : rows(results)) {
      if (written > 0) {
        request.lane().workspace().out.writeByte((byte) ',');
      }
      write(row);
      written++;
    }
    return written;
  }

  /** Passes over the rows of the current result. */
  void skip(ReplyDecoder results) {
    for (int i = 0; i < results.rowCount() && related.arePresent(); i++) {
      related.next();
    }
  }

  /**
   * Answers with the rows in the workspace's writer, in the form that is accepted.
   *
   * @param table the table they are of
   */
  void answer(int status, String table) {
    JsonWriter out = request.lane().workspace().out;
    if (request.wantsCsv()) {
      RowLayout of = layout != null ? layout : catalog.table(table).layout();
      CsvWriter.replace(columnNames(of), out);
    }
    request.response().body(status, request.rowsType(), out);
  }

  private List<String> columnNames(RowLayout of) {
    RowProjection shown = select == null ? RowProjection.all(of) : Returning.columns(of, select);
    List<String> names = new ArrayList<>(shown.names());
    names.addAll(embedded);
    return names;
  }

  /** A row of a reply, and where its related rows lie. */
  private record ReturnedRow(long address, int relatedOffset, int relatedLength) {}

  private List<ReturnedRow> rows(ReplyDecoder results) {
    if (results.rowCount() == 1) {
      ReturnedRow row = row(results, 0);
      return row == null ? List.of() : List.of(row);
    }
    List<ReturnedRow> rows = new ArrayList<>(results.rowCount());
    for (int i = 0; i < results.rowCount(); i++) {
      ReturnedRow row = row(results, i);
      if (row != null) {
        rows.add(row);
      }
    }
    List<QueryTerm> ordering = new ArrayList<>(terms);
    ordering.removeIf(term -> !term.name().equals("order"));
    Query order = Query.compile(layout, ordering);
    rows.sort((left, right) -> order.compare(left.address(), right.address()));
    return rows;
  }

  /** Returns a row of the current result, or null if it is to be left out. */
  private ReturnedRow row(ReplyDecoder results, int index) {
    if (!related.arePresent()) {
      return new ReturnedRow(results.rowAddress(index), 0, 0);
    }
    related.next();
    return related.isLeftOut()
        ? null
        : new ReturnedRow(results.rowAddress(index), related.offset(), related.length());
  }

  private void write(ReturnedRow row) {
    Workspace workspace = request.lane().workspace();
    JsonWriter out = workspace.out;
    if (!related.arePresent()) {
      workspace.rowJson.write(out, fields, row.address());
      return;
    }
    workspace.rowJson.writeMembers(out, fields, row.address(), ValueSource.DETACHED);
    byte[] text = new byte[row.relatedLength()];
    related.buffer().getBytes(row.relatedOffset(), text);
    out.writeRaw(text, 0, text.length);
    out.writeByte(JsonWriter.OBJECT_END);
  }
}
