package io.tactus.gateway.rest;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.command.Preferences;
import io.tactus.gateway.command.Preferences.Preference;
import io.tactus.gateway.command.QueryTerms;
import io.tactus.gateway.command.RowsQuery;
import io.tactus.gateway.command.RowsQuery.Found;
import io.tactus.gateway.command.WorkerRead;
import io.tactus.gateway.http.MediaTypes;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.http.Response;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.QueryPlan;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code GET /rest/v1/{table}}: rows by filter. A cheap query is answered on the IO thread, an
 * expensive one by a worker.
 *
 * <p>Threading: the IO thread of the request.
 */
public final class RowsQueryRoute {

  private static final Pattern RANGE = Pattern.compile("(?:items=)?([0-9]{1,9})-([0-9]{1,9})?");

  private RowsQueryRoute() {}

  /** Handles the request. */
  public static void handle(Request request) {
    Preferences preferences = Preferences.of(request, EnumSet.of(Preference.COUNT));
    Lane lane = request.lane();
    RowsQuery query =
        new RowsQuery(
            request.principal(),
            request.parameter("table"),
            QueryTerms.all(request.query()),
            window(request),
            lane.bounds(),
            request.wantsObject(),
            request.wantsCsv(),
            preferences.countExact());
    Workspace workspace = lane.workspace();
    Found found;
    Version version = lane.pin();
    try {
      if (request.wantsPlan()) {
        explain(request, query.explain(workspace, version), workspace.out);
        return;
      }
      found = query.tryInline(workspace, version);
    } finally {
      lane.unpin();
    }
    if (found != null) {
      int status = describe(request, preferences, found);
      request.response().body(status, request.rowsType(), workspace.out);
      return;
    }
    WorkerRead.submit(request, query::run, answer -> send(request, preferences, answer));
  }

  /** Answers with the plan, in the form of PostgreSQL's EXPLAIN as far as that reaches. */
  private static void explain(Request request, QueryPlan plan, JsonWriter out) {
    if (request.wantsPlanText()) {
      byte[] text = plan.toText().getBytes(StandardCharsets.UTF_8);
      request.response().bytes(200, MediaTypes.PLAN_TEXT + "; charset=utf-8", text, text.length);
      return;
    }
    out.reset();
    out.writeAscii("[{\"Plan\":");
    plan.write(out);
    out.writeAscii("}]");
    byte[] json = out.toByteArray();
    request.response().bytes(200, MediaTypes.PLAN_JSON + "; charset=utf-8", json, json.length);
  }

  private static void send(
      Request request, Preferences preferences, WorkerRead.Answer<Found> answer) {
    if (answer.problem() != null) {
      request.refuse(answer.problem());
      return;
    }
    int status = describe(request, preferences, answer.found());
    request.response().bytes(status, request.rowsType(), answer.json(), answer.json().length);
  }

  /** Sets Content-Range and returns the status. */
  private static int describe(Request request, Preferences preferences, Found found) {
    preferences.tell(request.response());
    boolean counted = preferences.countExact();
    Response response = request.response();
    String total = counted ? Long.toString(found.matched()) : "*";
    if (found.returned() == 0) {
      response.header("Content-Range", "*/" + total);
      if (counted && found.offset() > 0 && found.offset() >= found.matched()) {
        throw ProblemType.RANGE_NOT_SATISFIABLE.refuse(
            "The offset is " + found.offset() + ", there are " + found.matched() + " rows.");
      }
      return 200;
    }
    long last = found.offset() + found.returned() - 1;
    response.header("Content-Range", found.offset() + "-" + last + "/" + total);
    return counted && found.returned() < found.matched() ? 206 : 200;
  }

  /** Reads the Range header, which counts rows; one that counts anything else is ignored. */
  private static RowsQuery.Window window(Request request) {
    String header = request.header("Range");
    if (header == null) {
      return null;
    }
    Matcher range = RANGE.matcher(header.trim());
    if (!range.matches()) {
      return null;
    }
    long first = Long.parseLong(range.group(1));
    if (range.group(2) == null) {
      return new RowsQuery.Window(first, io.tactus.storage.query.Query.NO_LIMIT);
    }
    long last = Long.parseLong(range.group(2));
    if (last < first) {
      throw ProblemType.RANGE_NOT_SATISFIABLE.refuse("The range ends before it begins.");
    }
    return new RowsQuery.Window(first, last - first + 1);
  }
}
