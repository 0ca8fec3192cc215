package io.tactus.gateway.rest;

import io.tactus.gateway.command.EntityTags;
import io.tactus.gateway.command.Preferences;
import io.tactus.gateway.command.Preferences.Preference;
import io.tactus.gateway.command.QueryTerms;
import io.tactus.gateway.command.ReferenceReader;
import io.tactus.gateway.command.RequestDocument;
import io.tactus.gateway.command.SetReader;
import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.command.SingleRow;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.query.Filter;
import io.tactus.storage.row.RowLayout;
import java.util.EnumSet;

/**
 * {@code PATCH} and {@code DELETE /rest/v1/{table}?filter}: every row that matches, in one
 * transaction, decided inside the command.
 *
 * <p>Threading: the IO thread of its request.
 */
public final class RowsBulkCommand extends SingleCommand {

  private final Preferences preferences;
  private final String tableName;
  private final String filter;
  private final ReturnedRows returned;
  private final int body;

  /** Creates the command; {@code body} is where the changes lie, or -1 to delete. */
  private RowsBulkCommand(Request request, int body) {
    super(request);
    this.body = body;
    preferences =
        Preferences.of(
            request,
            EnumSet.of(
                Preference.RETURN, Preference.COUNT, Preference.MAX_AFFECTED, Preference.TX));
    EntityTags.refuseAny(request);
    tableName = request.parameter("table");
    refuseWindow();
    returned = new ReturnedRows(request);
    filter = QueryTerms.filter(request.query(), returned::isAboutReturned);
    if (filter.isEmpty()) {
      throw ProblemType.FILTER_REQUIRED.refuse(
          "A change of many rows needs a filter; an explicit one may match them all.");
    }
  }

  /** A limit that was ignored would be the worst thing to ignore. */
  private void refuseWindow() {
    for (String name : new String[] {"limit", "offset", "columns", "on_conflict"}) {
      if (request.query().first(name) != null) {
        throw ProblemType.INVALID_QUERY.refuse(
            "A change of many rows takes no '"
                + name
                + "'; Prefer: max-affected=N refuses one of too many.");
      }
    }
  }

  /** Handles PATCH. */
  public static void update(Request request) {
    new RowsBulkCommand(request, RequestDocument.object(request)).start();
  }

  /** Handles DELETE. */
  public static void delete(Request request) {
    new RowsBulkCommand(request, -1).start();
  }

  @Override
  protected boolean isDryRun() {
    return preferences.rollback();
  }

  @Override
  protected Problem submit(Catalog catalog) {
    RowLayout layout = Tables.writable(request.principal(), catalog, tableName).layout();
    Workspace workspace = lane.workspace();
    OperationsEncoder encoder = lane.encoder().begin();
    returned.ask(encoder, catalog, layout, preferences.representation());
    Filter.parse(layout, filter); // what cannot be compiled is not to reach the journal
    encoder.nextWhere(filter, rowLimit());
    int resultBytes = lane.engine().config().resultLimitBytes();
    if (body >= 0) {
      new SetReader().read(workspace, layout, request.body(), body, ReferenceReader.NONE);
      encoder.updateWhere(
          workspace.row, workspace.operators, preferences.representation(), resultBytes);
    } else {
      encoder.deleteWhere(layout, preferences.representation(), resultBytes);
    }
    return submitOperations(catalog);
  }

  @Override
  protected Problem problem(Rejection rejection) {
    boolean several = rejection.name().equals("max_affected") && rowLimit() == 1;
    if (several && request.wantsObject() && preferences.maxAffected() != 1) {
      return SingleRow.problem("Several rows match; nothing was changed.", "more than 1");
    }
    return super.problem(rejection);
  }

  /** More matching rows than this are refused, and nothing is changed. */
  private int rowLimit() {
    int most = request.wantsObject() ? 1 : Integer.MAX_VALUE;
    long asked = preferences.maxAffected();
    return asked < 0 ? most : (int) Math.min(asked, most);
  }

  @Override
  protected void applied(Reply reply) {
    preferences.tell(request.response());
    ReplyDecoder results = reply.results();
    boolean shown = !results.resultsOmitted() && results.next();
    if (shown && preferences.countExact()) {
      request.response().header("Content-Range", "*/" + results.affected());
    }
    if (!shown || !preferences.representation()) {
      request.response().empty(204);
      return;
    }
    answerWithRows(reply);
  }

  private void answerWithRows(Reply reply) {
    Workspace workspace = lane.workspace();
    workspace.out.reset();
    returned.begin(reply, catalog());
    ReplyDecoder results = reply.results();
    results.next();
    if (!request.wantsObject()) {
      workspace.out.writeByte((byte) '[');
    } else if (results.rowCount() != 1) {
      throw SingleRow.refuse("No row matched; nothing was changed.", "0");
    }
    int written = returned.write(results, 0);
    if (written == 0 && request.wantsObject()) {
      // Only a reply that was kept when such writes were not yet undone.
      throw SingleRow.refuse("The row was changed, but lacks the related rows asked for.", "0");
    }
    if (!request.wantsObject()) {
      workspace.out.writeByte((byte) ']');
    }
    returned.answer(200, tableName);
  }
}
