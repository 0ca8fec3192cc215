package io.tactus.gateway.feed;

import io.tactus.gateway.http.QueryString;
import io.tactus.gateway.http.Request;
import io.tactus.storage.query.QueryTerm;
import io.undertow.util.HttpString;
import java.util.ArrayList;
import java.util.List;

/** {@code GET /changes?table=…}: a stream of events. Threading: the IO thread of the request. */
public final class ChangesRoute {

  private static final HttpString LAST_EVENT = HttpString.tryFromString("Last-Event-ID");

  private final FeedHub hub;

  /** Creates the handler. */
  public ChangesRoute(FeedHub hub) {
    this.hub = hub;
  }

  /** Handles the request. */
  public void handle(Request request) {
    List<String> tables = new ArrayList<>();
    List<QueryTerm> terms = new ArrayList<>();
    for (QueryString.Parameter parameter : request.query().parameters()) {
      switch (parameter.name()) {
        case "table" -> tables.add(parameter.value());
        case "since", "initial", "old" -> {}
        default -> terms.add(new QueryTerm(parameter.name(), parameter.value()));
      }
    }
    QueryString parameters = request.query();
    Subscription wanted =
        new Subscription(
            FeedQuery.names(tables),
            terms,
            parameters.flag("old"),
            since(request),
            parameters.flag("initial", true));
    start(request, wanted);
  }

  /**
   * A client that reconnects by itself sends the id it has seen last; it may be older than since.
   */
  private static ResumePoint since(Request request) {
    String last = request.singleHeader(LAST_EVENT);
    String since = last == null || last.isEmpty() ? request.query().first("since") : last;
    return since == null ? null : ResumePoint.parse(since);
  }

  private void start(Request request, Subscription wanted) {
    Subscription.Plan plan = wanted.plan(request, hub);
    if (request.isHead()) {
      request.response().header("Content-Type", "text/event-stream");
      request.response().empty(200);
      return;
    }
    if (plan.firstRows() == null) {
      hub.reserve();
      stream(request, plan, List.of(), plan.after());
      return;
    }
    hub.reserve();
    try {
      plan.read(
          request,
          answer -> {
            if (answer.problem() != null) {
              hub.release();
              request.refuse(answer.problem());
            } else {
              stream(request, plan, answer.found().frames(), answer.found().sequence());
            }
          });
    } catch (RuntimeException e) {
      hub.release();
      throw e;
    }
  }

  private void stream(
      Request request, Subscription.Plan plan, List<Frame> first, long afterSequence) {
    FeedLane lane = hub.lane(request.lane());
    var memory = request.memory();
    var principal = request.principal();
    long epoch = hub.engine().epoch();
    new EventStream(plan.query(), lane, request.handOver(200), memory, principal, epoch)
        .start(first, afterSequence);
  }
}
