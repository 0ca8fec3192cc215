package io.tactus.gateway.feed;

import com.dslplatform.json.JsonWriter;
import io.tactus.gateway.access.Principal;
import io.tactus.gateway.lane.Workspace;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.page.Version;
import io.tactus.storage.query.Query;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows a subscription begins with, of one version: an event for each table. Only the last one
 * has an id, so that a client who lost the connection in between begins anew.
 *
 * <p>Threading: a query worker; immutable.
 *
 * @param principal who asks: a table may have another name than when it was asked for
 * @param workLimit most rows looked at
 */
public record FirstRows(
    Principal principal, FeedQuery query, long epoch, FeedLimits limits, long workLimit) {

  /** What was read: the frames, and the sequence they are of. */
  public record Found(List<Frame> frames, long sequence) {}

  /**
   * Reads and renders.
   *
   * @throws Refusal TABLE_NOT_FOUND, FORBIDDEN, RESULT_TOO_LARGE
   */
  public Found read(Workspace workspace, Version version) {
    Catalog catalog = version.catalog(Catalog.class);
    List<Frame> frames = new ArrayList<>();
    FrameWriter frame = new FrameWriter();
    long bytes = 0;
    for (int i = 0; i < query.tableIds().size(); i++) {
      boolean last = i == query.tableIds().size() - 1;
      TableMeta table = catalog.table((int) query.tableIds().get(i));
      if (table == null) {
        throw ProblemType.TABLE_NOT_FOUND.refuse("The table was dropped just now.");
      }
      principal.requireRead(table.name());
      JsonWriter out =
          frame.begin(Frame.Kind.ROWS, epoch, version.sequence(), version.tick(), last);
      out.writeAscii(",\"table\":");
      out.writeString(table.name());
      out.writeAscii(",\"rows\":");
      rows(workspace, version, table, out, limits.maxFirstBytes() - bytes);
      frames.add(frame.end());
      bytes += frames.getLast().length();
    }
    return new Found(frames, version.sequence());
  }

  private void rows(
      Workspace workspace, Version version, TableMeta table, JsonWriter out, long maxBytes) {
    Query compiled = Query.compile(table.layout(), query.terms());
    int atMost = limits.maxFirstRows() + 1; // one more tells that there are too many
    RunLimits run = new RunLimits(atMost, Integer.MAX_VALUE, workLimit, false);
    workspace.table.bind(version, table);
    long written =
        workspace.results.write(
            compiled, workspace.table, run, true, out, () -> check(out.size() <= maxBytes));
    check(written <= limits.maxFirstRows());
  }

  private void check(boolean fits) {
    if (!fits) {
      throw new Refusal(
          Problem.of(
                  ProblemType.RESULT_TOO_LARGE,
                  "There are more rows than a subscription may begin with.")
              .withLimit(limits.maxFirstRows())
              .withHint("Narrow the filter, or leave them out with initial=false."));
    }
  }
}
