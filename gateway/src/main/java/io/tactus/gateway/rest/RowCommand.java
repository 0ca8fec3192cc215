package io.tactus.gateway.rest;

import io.tactus.gateway.command.EntityTags;
import io.tactus.gateway.command.KeyReader;
import io.tactus.gateway.command.Preferences;
import io.tactus.gateway.command.Preferences.Preference;
import io.tactus.gateway.command.SingleCommand;
import io.tactus.gateway.command.Tables;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.Reply;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.pipeline.command.OperationKind;
import io.tactus.pipeline.command.OperationsEncoder;
import io.tactus.pipeline.command.ReplyDecoder;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowLayout;
import io.tactus.storage.table.TableMeta;
import java.util.EnumSet;
import java.util.Set;

/**
 * A change of the one row its URL names. Subclasses say which.
 *
 * <p>Threading: the IO thread of its request.
 */
abstract class RowCommand extends SingleCommand {

  /** What the client wants back. */
  protected final Preferences preferences;

  /** The version If-Match names, or one of the constants of {@link EntityTags}. */
  protected final long ifMatch;

  private final ReturnedRows returned;
  private final String tableName;

  RowCommand(Request request) {
    super(request);
    preferences = Preferences.of(request, EnumSet.of(Preference.RETURN, Preference.TX));
    ifMatch = EntityTags.ifMatch(request);
    tableName = request.parameter("table");
    returned = new ReturnedRows(request);
    returned.allowOnly(Set.of("select"));
    if (ifMatch == EntityTags.FOREIGN) {
      throw ProblemType.PRECONDITION_FAILED.refuse("No row has this entity tag.");
    }
  }

  /** Returns the name the client calls the table. */
  final String tableName() {
    return tableName;
  }

  /** Encodes the operation; the workspace's key draft holds the key of the URL. */
  abstract void encode(RowLayout layout, Workspace workspace, OperationsEncoder encoder);

  @Override
  protected boolean isDryRun() {
    return preferences.rollback();
  }

  @Override
  protected final Problem submit(Catalog catalog) {
    TableMeta table = Tables.writable(request.principal(), catalog, tableName);
    Workspace workspace = lane.workspace();
    KeyReader.readPath(workspace, table.layout(), request.rawParameter("key"));
    OperationsEncoder encoder = lane.encoder().begin();
    if (ifMatch >= 0) {
      encoder.nextIfSequence(ifMatch);
    }
    returned.ask(encoder, catalog, table.layout(), preferences.representation());
    encode(table.layout(), workspace, encoder);
    return submitOperations(catalog);
  }

  @Override
  protected final Problem problem(Rejection rejection) {
    boolean missing = rejection.code() == RejectionCode.NOT_FOUND;
    if (missing && ifMatch != EntityTags.ABSENT) {
      return Problem.of(ProblemType.PRECONDITION_FAILED, "No row has this key.").at(tableName);
    }
    return otherProblem(rejection);
  }

  /** Returns the problem of any other rejection. */
  Problem otherProblem(Rejection rejection) {
    return withoutIndex(rejection);
  }

  @Override
  protected final void applied(Reply reply) {
    preferences.tell(request.response());
    ReplyDecoder results = reply.results();
    boolean shown = !results.resultsOmitted() && results.next();
    if (shown && results.version() > 0) {
      request.response().entityTag(results.version());
    }
    boolean created = shown && results.kind() == OperationKind.INSERT;
    if (!shown || !preferences.representation() || results.rowCount() == 0) {
      request.response().empty(created ? 201 : 204);
      return;
    }
    lane.workspace().out.reset();
    returned.begin(reply, catalog());
    results = reply.results();
    results.next();
    if (returned.write(results, 0) == 0) {
      // Written, but without the related rows that its select demands.
      request.response().empty(created ? 201 : 204);
      return;
    }
    request.response().json(created ? 201 : 200, lane.workspace().out);
  }
}
