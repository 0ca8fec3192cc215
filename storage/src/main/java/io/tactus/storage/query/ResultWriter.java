package io.tactus.storage.query;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.query.aggregate.GroupTable;
import io.tactus.storage.row.RowJson;
import io.tactus.storage.table.TableReader;
import io.tactus.storage.value.ValueSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs queries and writes their results as JSON: rows, with related rows in them, or groups of
 * rows. Reusable; allocates nothing per row once buffers have grown. Threading: one thread.
 */
public final class ResultWriter {

  private final QueryRunner runner;
  private final RowJson json = new RowJson();
  private final GroupTable groups = new GroupTable();
  private final TopRows sorted = new TopRows();
  private final List<EmbeddingWriter> embeddings = new ArrayList<>();
  private int bound;
  private boolean inner;
  private long matched;

  /** Creates a writer. */
  public ResultWriter() {
    runner = new QueryRunner();
  }

  /** Creates a writer whose runs are part of another one's. */
  ResultWriter(QueryWork work) {
    runner = new QueryRunner(work);
  }

  /**
   * Runs a query and writes its results.
   *
   * @param reader bound to a pinned version with the query's layout
   * @param array whether they are the elements of an array, or follow each other
   * @param afterEach called after each result; may throw to end the run
   * @return how many results were written
   * @throws io.tactus.storage.Rejection as {@link QueryRunner#run}; RESULT_TOO_LARGE for too many
   *     groups; INVALID_VALUE for a sum that its type does not hold
   */
  public long write(
      Query query,
      TableReader reader,
      RunLimits limits,
      boolean array,
      JsonWriter out,
      Runnable afterEach) {
    RowSource rows = runner.rows(reader);
    bind(query, rows, limits);
    return writeBound(query, rows, limits, array, out, afterEach);
  }

  /**
   * Writes one row, found before, with its related rows; its filter, order and window count for
   * nothing.
   *
   * @param row a row of the version the reader is bound to
   * @return whether it is wanted: not if it lacks related rows that {@code !inner} asks for
   * @throws io.tactus.storage.Rejection as {@link #write}
   */
  public boolean writeRow(
      Query query,
      TableReader reader,
      RunLimits limits,
      long row,
      JsonWriter out,
      Runnable afterEach) {
    bind(query, runner.rows(reader), limits);
    runner.work().begin(query.layout().tableName(), limits.workLimit());
    boolean wanted = admits(row);
    if (wanted) {
      writeRow(query, reader, out, row, afterEach);
      afterEach.run();
    }
    return wanted;
  }

  /** Prepares the embeddings of a query for a run. */
  void bind(Query query, RowSource rows, RunLimits limits) {
    bound = query.embeddings().size();
    inner = false;
    for (int i = 0; i < bound; i++) {
      if (i == embeddings.size()) {
        embeddings.add(new EmbeddingWriter(runner.work()));
      }
      Embedding embedding = query.embeddings().get(i);
      boolean first = i == 0 && query.projection().size() == 0;
      embeddings.get(i).bind(embedding, first, rows, limits);
      inner |= embedding.inner();
    }
  }

  /** As {@link #write}, of the query bound last or one that embeds the same. */
  long writeBound(
      Query query,
      RowSource rows,
      RunLimits limits,
      boolean array,
      JsonWriter out,
      Runnable afterEach) {
    if (query.aggregation() != null) {
      return writeGroups(query, rows, limits, array, out, afterEach);
    }
    int start = out.size();
    long returned =
        runner.run(
            query,
            rows,
            limits,
            row -> {
              separate(array, out, out.size() == start);
              writeRow(query, rows.values(), out, row, afterEach);
              afterEach.run();
            },
            inner ? this::admits : null);
    matched = runner.matched();
    end(array, out, returned == 0);
    return returned;
  }

  private void writeRow(
      Query query, ValueSource values, JsonWriter out, long row, Runnable afterEach) {
    if (bound == 0) {
      json.write(out, query.projection(), row, values);
      return;
    }
    json.writeMembers(out, query.projection(), row, values);
    writeRelated(out, row, afterEach);
    out.writeByte(JsonWriter.OBJECT_END);
  }

  /** Writes the members that hold the related rows of a row, of the query bound last. */
  void writeRelated(JsonWriter out, long row, Runnable afterEach) {
    for (int i = 0; i < bound; i++) {
      embeddings.get(i).write(out, row, afterEach);
    }
  }

  /**
   * Counts the rows that match, without regard to limit and offset; rows without the related ones
   * that {@code !inner} asks for do not.
   *
   * @throws io.tactus.storage.Rejection WORK_BUDGET
   */
  public long count(Query query, TableReader reader, long workLimit) {
    // One related row is enough to tell that there are some.
    RunLimits all = new RunLimits(1, 1, workLimit, true);
    RowSource rows = runner.rows(reader);
    bind(query, rows, all);
    runner.run(query.withWindow(0, 0), rows, all, row -> {}, inner ? this::admits : null);
    return runner.matched();
  }

  /** Tells whether a query, bound before, gives any row. */
  boolean exists(Query query, RowSource rows, RunLimits limits) {
    return runner.run(query, rows, limits, row -> {}, inner ? this::admits : null) > 0;
  }

  /** Tells whether a row has the related rows that {@code !inner} asks for. */
  boolean admits(long row) {
    for (int i = 0; i < bound; i++) {
      if (!embeddings.get(i).admits(row)) {
        return false;
      }
    }
    return true;
  }

  private long writeGroups(
      Query query,
      RowSource rows,
      RunLimits limits,
      boolean array,
      JsonWriter out,
      Runnable afterEach) {
    runner.group(query, rows, limits, groups);
    matched = groups.count();
    // Groups of no fields are one, and there is nothing to put in order.
    long take = Math.min(query.limit(), limits.rowLimit());
    sorted.reset(
        query.order(), 0, (int) Math.min(query.offset() + Math.min(take, matched), matched));
    boolean grouped = query.order().size() > 0;
    for (int group = 0; group < matched && grouped; group++) {
      sorted.add(groups.row(group));
    }
    sorted.sort();
    long present = grouped ? sorted.size() : matched;
    long returned = 0;
    for (long i = query.offset(); i < present && returned < take; i++) {
      separate(array, out, returned == 0);
      int group = grouped ? groups.groupOf(sorted.get((int) i)) : 0;
      query.aggregation().write(out, json, groups, group);
      afterEach.run();
      returned++;
    }
    end(array, out, returned == 0);
    return returned;
  }

  private static void separate(boolean array, JsonWriter out, boolean first) {
    if (array) {
      out.writeByte(first ? JsonWriter.ARRAY_START : JsonWriter.COMMA);
    }
  }

  private static void end(boolean array, JsonWriter out, boolean empty) {
    if (array) {
      out.writeAscii(empty ? "[]" : "]");
    }
  }

  /**
   * Returns how many rows, or groups, there are in all, whatever part of them was written: exact if
   * the run was to count all, and for groups.
   */
  public long matched() {
    return matched;
  }

  /** Returns how many rows and index entries the last run looked at, with the cost of tests. */
  public long scanned() {
    return runner.scanned();
  }
}
