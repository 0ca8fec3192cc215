package io.tactus.gateway.rest;

import io.tactus.gateway.command.EntityTags;
import io.tactus.gateway.command.Preferences;
import io.tactus.gateway.command.Preferences.Preference;
import io.tactus.gateway.command.ReplyRows;
import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.command.SingleRow;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.pipeline.command.OperationKind;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.TableMeta;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code POST /rest/v1/{table}}: one row as an object, or many as an array, in one transaction.
 *
 * <p>Threading: the IO thread of its request.
 */
public final class RowsInsertCommand extends SingleCommand {

  private final Preferences preferences;
  private final String tableName;
  private final IncomingRows rows;
  private final boolean single;
  private final ReturnedRows returned;
  private String conflict;
  private InsertColumns columns;

  private RowsInsertCommand(Request request) {
    super(request);
    preferences =
        Preferences.of(
            request,
            EnumSet.of(
                Preference.RETURN,
                Preference.COUNT,
                Preference.RESOLUTION,
                Preference.MISSING,
                Preference.TX));
    EntityTags.refuseAny(request);
    tableName = request.parameter("table");
    returned = new ReturnedRows(request);
    returned.allowOnly(Set.of("select", "columns", "on_conflict"));
    rows = request.hasCsvBody() ? CsvRows.of(request) : JsonRows.of(request);
    single = rows.isSingle();
    if (request.wantsObject() && rows.count() != 1) {
      throw SingleRow.refuse(
          "The body holds more or less than one row.", Integer.toString(rows.count()));
    }
  }

  /** Handles the request. */
  public static void handle(Request request) {
    RowsInsertCommand command = new RowsInsertCommand(request);
    if (command.rows.count() > 0) {
      command.start();
      return;
    }
    Tables.writable(request.principal(), request.lane().catalog(), command.tableName);
    if (request.wantsCsv()) {
      request.response().empty(201);
      return;
    }
    request.lane().workspace().out.reset();
    request.lane().workspace().out.writeAscii("[]");
    request.response().json(201, request.lane().workspace().out);
  }

  @Override
  protected boolean isDryRun() {
    return preferences.rollback();
  }

  @Override
  protected Problem submit(Catalog catalog) {
    TableMeta table = Tables.writable(request.principal(), catalog, tableName);
    conflict = ConflictTarget.of(request, table);
    String list = request.query().first("columns");
    columns =
        list == null
            ? null
            : InsertColumns.parse(table.layout(), list, preferences.missingDefault());
    OperationsEncoder encoder = lane.encoder().begin();
    returned.ask(encoder, catalog, table.layout(), preferences.representation());
    RowLayout layout = table.layout();
    if (single) {
      rows.forEach(layout, (document, offset) -> add(encoder, layout, document, offset));
    } else {
      encoder.deferReferences(); // one statement: a row may refer to one that stands behind it
      rows.forEach(layout, (document, offset) -> addAt(encoder, layout, document, offset));
    }
    return submitOperations(catalog);
  }

  private void addAt(OperationsEncoder encoder, RowLayout layout, byte[] document, int offset) {
    try {
      if (document[offset] != '{') {
        throw new Rejection(RejectionCode.MALFORMED, "a row is an object");
      }
      add(encoder, layout, document, offset);
    } catch (Rejection refused) {
      throw refused.withFailedIndex(encoder.operations());
    }
  }

  private void add(OperationsEncoder encoder, RowLayout layout, byte[] document, int offset) {
    Workspace workspace = lane.workspace();
    RowDraft row = workspace.row.reset(layout);
    if (columns == null) {
      workspace.rowJson.read(document, offset, row);
    } else {
      columns.read(workspace, document, offset);
    }
    boolean back = preferences.representation();
    if (conflict != null) {
      encoder.nextConflict(conflict);
    }
    switch (preferences.resolution()) {
      case NONE -> {
        row.completeForInsert();
        encoder.insert(row, back);
      }
      case MERGE -> encoder.merge(row, back);
      case IGNORE -> {
        row.completeForInsert();
        encoder.insertOrIgnore(row, back);
      }
    }
  }

  @Override
  protected Problem problem(Rejection rejection) {
    return single ? withoutIndex(rejection) : Problem.of(rejection);
  }

  @Override
  protected void applied(Reply reply) {
    preferences.tell(request.response());
    ReplyDecoder results = reply.results();
    if (results.resultsOmitted()) {
      request.response().empty(201);
      return;
    }
    int written = 0;
    boolean created = false;
    while (results.next()) {
      boolean ignored = isIgnored(results);
      written += ignored ? 0 : 1;
      created |= !ignored && results.kind() != OperationKind.MERGE;
    }
    if (preferences.countExact()) {
      request.response().header("Content-Range", "*/" + written);
    }
    // PostgREST's way: an upsert that made nothing new is 200.
    int status = created || preferences.resolution() != Preferences.Resolution.MERGE ? 201 : 200;
    if (preferences.representation()) {
      answerWithRows(reply, status);
      return;
    }
    results = reply.results();
    if (single && results.next() && !isIgnored(results)) {
      request.response().entityTag(results.version());
      if (preferences.result() == Preferences.Result.HEADERS_ONLY) {
        request.response().header("Location", location(results));
      }
    }
    request.response().empty(status);
  }

  /** A duplicate that was left alone is no row of this insert. */
  private static boolean isIgnored(ReplyDecoder results) {
    return results.kind() == OperationKind.INSERT_OR_IGNORE && !results.changed();
  }

  private String location(ReplyDecoder results) {
    return RowLocation.of(
        lane.workspace(), ReplyRows.layout(catalog(), results), results.keyAddress());
  }

  private void answerWithRows(Reply reply, int status) {
    Workspace workspace = lane.workspace();
    workspace.out.reset();
    returned.begin(reply, catalog());
    ReplyDecoder results = reply.results();
    if (!request.wantsObject()) {
      workspace.out.writeByte((byte) '[');
    }
    int shown = 0;
    while (results.next()) {
      if (isIgnored(results)) {
        returned.skip(results);
        continue;
      }
      shown = returned.write(results, shown);
      if (single) {
        request.response().entityTag(results.version());
      }
    }
    if (!request.wantsObject()) {
      workspace.out.writeByte((byte) ']');
    } else if (shown == 0) {
      throw SingleRow.refuse("The row was there already and was left alone.", "0");
    }
    returned.answer(status, tableName);
  }
}
