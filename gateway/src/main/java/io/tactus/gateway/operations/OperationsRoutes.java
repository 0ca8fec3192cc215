package io.tactus.gateway.operations;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.command.RequestDocument;
import io.tactus.gateway.feed.FeedHub;
import io.tactus.gateway.health.DrillNotice;
import io.tactus.gateway.http.Request;
import io.tactus.gateway.lane.EngineLink;
import io.tactus.gateway.lane.Lane;
import io.tactus.gateway.lane.QueryWorkers;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.journal.snapshot.SnapshotInfo;
import io.tactus.storage.page.Version;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Statistics and snapshots. Threading: the IO thread of the request. */
public final class OperationsRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(OperationsRoutes.class);

  private final EngineLink link;
  private final List<Lane> lanes;
  private final QueryWorkers workers;
  private final List<OperationStatistics> statistics;
  private final FeedHub feeds;
  private final DrillNotice drill;

  /**
   * Creates the handlers; {@code statistics} has one element per IO thread by the first request.
   */
  public OperationsRoutes(
      EngineLink link,
      List<Lane> lanes,
      QueryWorkers workers,
      List<OperationStatistics> statistics,
      FeedHub feeds,
      DrillNotice drill) {
    this.link = link;
    this.lanes = lanes;
    this.workers = workers;
    this.statistics = statistics;
    this.feeds = feeds;
    this.drill = drill;
  }

  /** {@code GET /stats}. */
  public void statistics(Request request) {
    JsonWriter out = request.lane().workspace().out;
    out.reset();
    Version version = request.lane().pin();
    try {
      new StatisticsJson(out, drill)
          .write(link.engine(), version, lanes, workers, statistics, feeds);
    } finally {
      request.lane().unpin();
    }
    request.response().json(200, out);
  }

  /** {@code GET /admin/v1/snapshots}: newest first. */
  public void snapshots(Request request) {
    JsonWriter out = request.lane().workspace().out;
    out.reset();
    byte separator = '[';
    for (SnapshotInfo snapshot : link.engine().snapshots()) {
      out.writeByte(separator);
      separator = ',';
      write(out, snapshot);
    }
    out.writeAscii(separator == '[' ? "[]" : "]");
    request.response().json(200, out);
  }

  /**
   * {@code POST /admin/v1/snapshots}: 202 at once, or 200 with {@code ?wait=true} when it is done.
   */
  public void takeSnapshot(Request request) {
    if (request.bodyLength() > 0) {
      RequestDocument.validate(request); // it says nothing here, but it says it is JSON
    }
    boolean wait = request.query().flag("wait");
    CompletableFuture<Void> _ =
        link.engine()
            .snapshot()
            .handle(
                (info, failure) -> {
                  if (failure != null) {
                    LOG.error("a snapshot failed", failure);
                  }
                  if (wait) {
                    request.onIoThread(() -> request.handle(() -> done(request, info)));
                  }
                  return null;
                });
    if (!wait) {
      JsonWriter out = request.lane().workspace().out;
      out.reset();
      out.writeAscii("{\"status\":\"started\"}");
      request.response().json(202, out);
    }
  }

  /** Answers one who waited; {@code info} is null if the snapshot failed. */
  private static void done(Request request, SnapshotInfo info) {
    if (info == null) {
      throw ProblemType.INTERNAL.refuse("The snapshot failed; the server's log says why.");
    }
    JsonWriter out = request.lane().workspace().out;
    out.reset();
    write(out, info);
    request.response().json(200, out);
  }

  private static void write(JsonWriter out, SnapshotInfo snapshot) {
    out.writeAscii("{\"file\":");
    out.writeString(snapshot.file());
    out.writeAscii(",\"sequence\":");
    NumberConverter.serialize(snapshot.sequence(), out);
    out.writeAscii(",\"epoch\":");
    NumberConverter.serialize(snapshot.epoch(), out);
    out.writeAscii(",\"sizeBytes\":");
    NumberConverter.serialize(snapshot.sizeBytes(), out);
    out.writeByte((byte) '}');
  }
}
