package io.tactus.gateway.feed;

import com.dslplatform.json.JsonWriter;
import com.dslplatform.json.NumberConverter;
import io.tactus.gateway.problem.Problem;
import io.tactus.gateway.problem.ProblemType;
import io.tactus.gateway.problem.Refusal;
import io.tactus.storage.Rejection;
import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.schema.SchemaJson;
import io.tactus.storage.table.TableMeta;
import java.util.ArrayDeque;

/**
 * The change log as one query sees it: takes changes in their order and makes frames of them.
 * Follows the layout of the tables from change to change; ends when it cannot.
 *
 * <p>Threading: the feed thread.
 */
final class FeedView {

  private final FeedQuery query;
  private final long epoch;
  private final int maxCommitBytes;
  private final RowJson rows;
  private final FrameWriter frame = new FrameWriter();
  private final ArrayDeque<Frame> frames = new ArrayDeque<>();
  private final TableFeed[] tables;
  private Topic topic;
  private boolean noted;
  private boolean begun;
  private boolean any;
  private Problem end;

  FeedView(FeedQuery query, long epoch, int maxCommitBytes, RowJson rows) {
    this.query = query;
    this.epoch = epoch;
    this.maxCommitBytes = maxCommitBytes;
    this.rows = rows;
    this.tables = new TableFeed[query.tableIds().size()];
  }

  FeedQuery query() {
    return query;
  }

  /** Takes a changed row of any table. */
  void onChange(long sequence, long tick, TableMeta table, long oldRow, long newRow) {
    int index = query.tableIds().indexOf(table.id());
    if (index < 0 || end != null) {
      return;
    }
    TableFeed feed = follow(index, table);
    if (feed == null) {
      return;
    }
    if (!begun) {
      JsonWriter out = frame.begin(Frame.Kind.COMMIT, epoch, sequence, tick, true);
      out.writeAscii(",\"changes\":[");
      begun = true;
      any = false;
    }
    any = feed.append(frame.out(), rows, oldRow, newRow, query.old(), any);
    if (frame.out().size() > maxCommitBytes) {
      failTooLarge(sequence, maxCommitBytes);
    }
  }

  /** Returns how many bytes of the commit under way are rendered. */
  int openBytes() {
    return begun ? frame.out().size() : 0;
  }

  /** Ends because a commit is too large, for this view or for all of them together. */
  void failTooLarge(long sequence, long limit) {
    fail(
        Problem.of(
                ProblemType.COMMIT_TOO_LARGE,
                "The commit " + sequence + " is too large for a feed; read the rows again.")
            .withLimit(limit));
  }

  /** Takes the end of a commit. */
  void onCommit() {
    if (begun && any) {
      frame.out().writeByte((byte) ']');
      frames.add(frame.end());
    } else if (begun) {
      frame.forget();
    }
    begun = false;
  }

  /** Takes another schema: the tables may be others, or gone. */
  void onSchema(long sequence, long tick, Catalog before, Catalog after) {
    for (int i = 0; i < tables.length && end == null; i++) {
      int id = query.tableIds().get(i);
      TableMeta table = after.table(id);
      if (table == null) {
        TableMeta gone = before == null ? null : before.table(id);
        fail(
            Problem.of(ProblemType.TABLE_DROPPED, "The table was dropped by " + sequence + ".")
                .at(gone == null ? "" : gone.name()));
        return;
      }
      boolean same =
          before != null
              && before.table(id) != null
              && before.table(id).definition().equals(table.definition());
      if (follow(i, table) != null && !same) {
        tell(sequence, tick, table, after.schemaVersion());
      }
    }
  }

  private TableFeed follow(int index, TableMeta table) {
    TableFeed feed = tables[index];
    if (feed != null && feed.table() == table) {
      return feed;
    }
    try {
      feed = TableFeed.compile(table, query.terms());
      tables[index] = feed;
      return feed;
    } catch (Rejection | Refusal e) {
      failFilter(table, e.getMessage());
    }
    return null;
  }

  private void failFilter(TableMeta table, String why) {
    fail(
        Problem.of(
                ProblemType.FILTER_OUTDATED,
                "The table is another now and the filter does not fit it: " + why)
            .at(table.name()));
  }

  private void tell(long sequence, long tick, TableMeta table, long schemaVersion) {
    JsonWriter out = frame.begin(Frame.Kind.SCHEMA, epoch, sequence, tick, false);
    out.writeAscii(",\"schemaVersion\":");
    NumberConverter.serialize(schemaVersion, out);
    out.writeAscii(",\"table\":");
    byte[] definition = SchemaJson.printTable(table.definition());
    out.writeRaw(definition, 0, definition.length);
    frames.add(frame.end(table.name()));
  }

  private void fail(Problem problem) {
    end = problem;
    begun = false;
    frame.forget();
  }

  /** Returns the topic it is rendered for, or null if it is one subscriber's own. */
  Topic topic() {
    return topic;
  }

  void topic(Topic newTopic) {
    topic = newTopic;
  }

  /** Sets a mark for whoever feeds it; returns what it was. */
  boolean note(boolean value) {
    boolean before = noted;
    noted = value;
    return before;
  }

  /** Returns the next frame of whole commits, or null. */
  Frame poll() {
    return frames.poll();
  }

  /** Returns why it has ended, or null. */
  Problem end() {
    return end;
  }
}
